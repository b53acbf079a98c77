import { type IncomingHttpHeaders, type IncomingMessage, request as startRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { LIVE_PATH } from '#contracts/live-feed';
import { sessionIn } from './console/cookies.js';
import { forwardedFor, isHttps } from './forwarded-headers.js';

/**
 * The milliseconds within which the API has to accept or refuse a live connection. After this time the client
 * gets status 503 and tries again.
 */
const HANDSHAKE_MS = 3_000;
/**
 * When the web process closes, live connections stay open for this many milliseconds. Meanwhile, pending
 * messages are still acknowledged.
 */
const CLOSE_AFTER_MS = 1_000;

/**
 * Proxies WebSocket connections of the live feed to the API. Scripts cannot read the session cookie. So for
 * console pages, the proxy takes the session token from the cookie.
 *
 * The client gets the upgrade response only after the API has accepted the connection. Otherwise the API's
 * refusal would look like a dropped connection, and clients would retry later. Upgrade requests for other
 * paths are refused.
 */
export function tunnelLive(web: FastifyInstance, apiUrl: string): void {
  const open = new Set<Duplex>();
  web.server.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => client.destroy());
    if (!isLive(request.url)) return refuse(client, 400);
    open.add(client);
    client.once('close', () => open.delete(client));
    connect(request, client, head, apiUrl);
  });
  web.addHook('preClose', (done) => {
    // Disconnects the clients. The clients reconnect to another process and continue after their last
    // position in the live feed.
    setTimeout(() => open.forEach((client) => client.destroy()), CLOSE_AFTER_MS).unref();
    done();
  });
}

function connect(request: IncomingMessage, client: Duplex, head: Buffer, apiUrl: string): void {
  const { url = LIVE_PATH, headers, socket } = request;
  const upstream = startRequest(new URL(url, apiUrl), {
    headers: {
      ...headers,
      ...sessionHeader(request),
      'x-forwarded-for': forwardedFor({ headers, ip: socket.remoteAddress ?? '' }),
    },
    timeout: HANDSHAKE_MS,
  });
  upstream.on('timeout', () => upstream.destroy(new Error('the API did not answer')));
  upstream.on('error', () => refuse(client, 503));
  upstream.on('response', (answer) => {
    answer.resume();
    refuse(client, answer.statusCode ?? 503);
  });
  upstream.on('upgrade', (answer, server, first) => {
    server.setTimeout(0);
    client.write(`HTTP/1.1 101 Switching Protocols\r\n${headerLines(answer)}\r\n\r\n`);
    client.write(first);
    server.write(head);
    server.on('error', () => client.destroy());
    server.once('close', () => client.destroy());
    client.once('close', () => server.destroy());
    server.pipe(client).pipe(server);
  });
  client.once('close', () => upstream.destroy());
  upstream.end();
}

/**
 * Returns an authorization header with the session token from the cookie. Browsers also send cookies with
 * connections from other sites' pages. So returns no header if a page of another origin opened the
 * connection.
 */
function sessionHeader({ headers }: IncomingMessage): { readonly authorization?: string } {
  if (headers.authorization !== undefined || !isOwnPage(headers)) return {};
  const token = sessionIn(headers);
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/**
 * Returns true if a page of this origin opened the connection. Browsers say so in `Sec-Fetch-Site` if the page was
 * loaded over https, and no page can forge the header. Otherwise the page's host is compared with `Host`.
 *
 * Under https, a page that was loaded over http does not count, because an attacker could have changed the page.
 */
function isOwnPage(headers: IncomingHttpHeaders): boolean {
  const { origin = '', host } = headers;
  if (headers['sec-fetch-site'] !== undefined) return headers['sec-fetch-site'] === 'same-origin';
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.host === host?.toLowerCase() && (page.protocol === 'https:' || !isHttps(headers));
}

function isLive(url = ''): boolean {
  const path = url.split('?', 1)[0] ?? '';
  return path === LIVE_PATH || path.startsWith(`${LIVE_PATH}/`);
}

function headerLines({ rawHeaders }: IncomingMessage): string {
  const lines: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2)
    lines.push(`${rawHeaders[index] ?? ''}: ${rawHeaders[index + 1] ?? ''}`);
  return lines.join('\r\n');
}

function refuse(client: Duplex, status: number): void {
  if (client.destroyed) return;
  client.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

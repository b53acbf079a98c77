import { type IncomingHttpHeaders, type IncomingMessage, request as startRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { LIVE_PATH } from '#contracts/live-feed';
import { sessionIn } from './console/cookies.js';
import { forwardedFor, isHttps } from './forwarded-headers.js';

/**
 * The milliseconds within which the API must accept or refuse a live connection. After this time the client
 * gets status 503 and tries again.
 */
const HANDSHAKE_MS = 3_000;
/**
 * When the web process closes, live connections stay open for this many milliseconds. In this time, messages
 * that the API is still running get their answers.
 */
const CLOSE_AFTER_MS = 1_000;

/**
 * Proxies WebSocket connections of the live feed to the API. Scripts of a console page cannot read the
 * session cookie, so the proxy sends the session token for them.
 *
 * The client gets an answer only after the API has accepted or refused the connection. Otherwise a refusal
 * would look like a dropped connection, and the client would keep trying. Connections for other paths are
 * refused.
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
    // Disconnects the clients. They reconnect to another process and resume the feed after the last event
    // that they received.
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
 * Returns an authorization header with the session token from the cookie. Returns no header if a page of
 * another site opened the connection, because browsers send the cookie then too.
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

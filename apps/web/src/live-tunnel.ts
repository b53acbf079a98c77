import { type IncomingHttpHeaders, type IncomingMessage, request as ask } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { LIVE_PATH } from '#contracts/live';
import { isHttps, sessionIn } from './console/cookies.js';

/** The API takes a live connection at once or not at all; then the client tries again. */
const HANDSHAKE_MS = 3_000;
const GO_WITHIN_MS = 1_000;

/**
 * Hands live connections through to the API; those of our own pages with the session that their browser keeps from
 * scripts. A client is told that it is connected only once the API has
 * said so: one that is accepted first and dropped then waits out its time, while one that is refused tries
 * again at once. Anything else that asks to be upgraded is refused, or it would wait for ever.
 */
export function tunnelLive(web: FastifyInstance, apiUrl: string): void {
  const open = new Set<Duplex>();
  web.server.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    client.on('error', () => client.destroy());
    if (!isLive(request.url)) return refuse(client, 400);
    open.add(client);
    client.once('close', () => open.delete(client));
    handThrough(request, client, head, apiUrl);
  });
  web.addHook('preClose', (done) => {
    // A message on its way has a moment to be answered; clients go on where they were, elsewhere. Where there is
    // none, nothing is waited for.
    setTimeout(() => open.forEach((client) => client.destroy()), GO_WITHIN_MS).unref();
    done();
  });
}

function handThrough(request: IncomingMessage, client: Duplex, head: Buffer, apiUrl: string): void {
  const { url = LIVE_PATH, headers, socket } = request;
  const before = headers['x-forwarded-for'];
  const address = socket.remoteAddress ?? '';
  const forwarded = before ? `${String(before)}, ${address}` : address;
  const upstream = ask(new URL(url, apiUrl), {
    headers: { ...headers, ...sessionOf(request), 'x-forwarded-for': forwarded },
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

/** Only for a page of this origin: browsers send cookies along for any page that asks. */
function sessionOf({ headers }: IncomingMessage): { readonly authorization?: string } {
  if (headers.authorization !== undefined || !isOwnPage(headers)) return {};
  const token = sessionIn(headers);
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

/** Under https a page of the same host that came over http is anybody's who stands between. */
function isOwnPage(headers: IncomingHttpHeaders): boolean {
  const { origin = '', host } = headers;
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

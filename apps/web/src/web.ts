import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import helmet from '@fastify/helmet';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { LIVE_PATH } from '#contracts/live';
import { LANDING_PAGE } from './landing-page.js';
import { answerProblem, problemOf } from './problem.js';

/** What the API answers; everything else under this origin is the console's. */
const API_PATHS = ['/v1', '/docs', '/health', '/ready'] as const;
/** A client that stops half-way through its request is let go. */
const REQUEST_MS = 30_000;
/** The API takes a live connection at once or not at all; then the client tries again. */
const HANDSHAKE_MS = 3_000;

/** The one origin that people and machines are given: pages here, everything else passed on to the API. */
export async function createWeb({ apiUrl }: { readonly apiUrl: string }): Promise<FastifyInstance> {
  const web = fastify({
    forceCloseConnections: true,
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: REQUEST_MS },
    frameworkErrors: (error, _request, reply) => void answerProblem(reply, problemOf(error)),
  });
  web.setErrorHandler((error, _request, reply) => answerProblem(reply, problemOf(error)));
  web.setNotFoundHandler((_request, reply) => answerProblem(reply, problemOf({ statusCode: 404 })));
  await web.register(helmet, { contentSecurityPolicy: false });
  for (const prefix of API_PATHS) await web.register(httpProxy, passedOn(apiUrl, prefix));
  await web.register(httpProxy, {
    ...passedOn(apiUrl, LIVE_PATH),
    websocket: true,
    wsClientOptions: LIVE_CLIENT,
  });
  web.server.on('upgrade', refuseElsewhere);
  web.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(LANDING_PAGE));
  return web;
}

/** The API is told whose request it is: sign-ins are throttled by address. */
function passedOn(upstream: string, prefix: string): FastifyHttpProxyOptions {
  return {
    upstream,
    prefix,
    rewritePrefix: prefix,
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        'x-forwarded-for': forwardedFor(request as FastifyRequest),
      }),
      onError: (reply) => void answerProblem(reply as FastifyReply, problemOf({ statusCode: 503 })),
    },
  };
}

function forwardedFor({ headers, ip }: FastifyRequest): string {
  const before = headers['x-forwarded-for'];
  return before ? `${String(before)}, ${ip}` : ip;
}

function liveHeaders(headers: Record<string, string>, request: FastifyRequest): Record<string, string> {
  const { authorization } = request.headers;
  return { ...headers, 'x-forwarded-for': forwardedFor(request), ...(authorization && { authorization }) };
}

/** The proxy's own types leave out that headers can be rewritten here too. */
const LIVE_CLIENT = { handshakeTimeout: HANDSHAKE_MS, rewriteRequestHeaders: liveHeaders };

/** Only the live socket is upgraded; anything else that asks for it would wait for ever. */
function refuseElsewhere({ url = '' }: IncomingMessage, socket: Duplex): void {
  const path = url.split('?', 1)[0] ?? '';
  if (path === LIVE_PATH || path.startsWith(`${LIVE_PATH}/`)) return;
  socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
}

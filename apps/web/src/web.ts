import helmet from '@fastify/helmet';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  type onSendHookHandler,
} from 'fastify';
import { LARGEST_DOCUMENT_BYTES } from '#contracts/documents';
import { LIVE_PATH } from '#contracts/live';
import { type ConsoleSettings, servePages } from './console/console.js';
import { largestBodyAt } from './console/multipart.js';
import { forwardedFor } from './forwarded.js';
import { tunnelLive } from './live-tunnel.js';
import { answerProblem, problemOf } from './problem.js';

/** The paths that are proxied to the API. Every other path is a page of the console. */
const PROXIED_PATHS = ['/v1', '/docs', '/health', '/ready', LIVE_PATH] as const;
/** A client that stops in the middle of its request is disconnected after this time. */
const REQUEST_MS = 30_000;
/** Longer than any answer of the API takes. */
const ANSWER_MS = 120_000;
/** The time in which running requests finish when the process closes. */
const FINISH_WITHIN_MS = 5_000;

/** The public origin. Serves the pages of the console and proxies the API's paths to the API. */
export async function createWeb(settings: ConsoleSettings): Promise<FastifyInstance> {
  const { apiUrl } = settings;
  const web = fastify({
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: REQUEST_MS },
    frameworkErrors: (error, _request, reply) => void answerProblem(reply, problemOf(error)),
  });
  web.setErrorHandler((error, _request, reply) => answerProblem(reply, problemOf(error)));
  await web.register(helmet, { contentSecurityPolicy: false });
  web.removeContentTypeParser('text/plain'); // Fastify's own parser would read the body, and nothing would be left to proxy.
  web.addHook('onRequest', (request, _reply, done) => done(refusalOf(request)));
  web.addHook('onSend', keepConnection);
  for (const prefix of PROXIED_PATHS) await web.register(httpProxy, proxyTo(apiUrl, prefix));
  tunnelLive(web, apiUrl);
  web.addHook('preClose', (done) => {
    setTimeout(() => web.server.closeAllConnections(), FINISH_WITHIN_MS).unref();
    done();
  });
  await web.register((pages) => servePages(pages, settings));
  return web;
}

/** Keeps the connection open when a request is refused before its body has arrived. Otherwise the client never reads the answer. */
const keepConnection: onSendHookHandler = (_request, reply, payload, done) => {
  reply.removeHeader('connection');
  done(null, payload);
};

/**
 * Refuses a body without a length, and one that is too large, before it is sent. The API would refuse it too, but it
 * closes the connection while the body is still being sent, which looks like a network failure.
 */
function refusalOf(request: FastifyRequest): Error | undefined {
  if (request.headers['transfer-encoding'] !== undefined) return NO_LENGTH;
  return isTooLarge(request) ? TOO_LARGE : undefined;
}

function isTooLarge(request: FastifyRequest): boolean {
  const isDocument = /^\/v1\/documents(\?|$)/.test(request.url);
  const largest = isDocument ? LARGEST_DOCUMENT_BYTES : largestBodyAt(request);
  return Number(request.headers['content-length'] ?? 0) > largest;
}

const NO_LENGTH = Object.assign(new Error('no length'), { statusCode: 411 });
const TOO_LARGE = Object.assign(new Error('too large'), { statusCode: 413 });

/** Sends the client's address along, because the API limits sign-ins by address. */
function proxyTo(upstream: string, prefix: string): FastifyHttpProxyOptions {
  return {
    upstream,
    prefix,
    rewritePrefix: prefix,
    destroyAgent: true,
    // This option selects Node's own HTTP client. If the API answers before it has read the whole body, Node's client
    // goes on sending. The default client (undici) would break the connection, and the browser would lose the answer.
    http: { requestOptions: { timeout: ANSWER_MS } },
    replyOptions: {
      rewriteRequestHeaders: (request, headers) => ({
        ...headers,
        'x-forwarded-for': forwardedFor(request),
      }),
      onError: (reply) => {
        if (!reply.sent) answerProblem(reply as FastifyReply, problemOf({ statusCode: 503 }));
      },
    },
  };
}

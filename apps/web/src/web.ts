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
import { largestFormAt } from './console/accept-files.js';
import { type ConsoleSettings, servePages } from './console/console.js';
import { forwardedFor } from './forwarded.js';
import { tunnelLive } from './live-tunnel.js';
import { answerProblem, problemOf } from './problem.js';

/** What the API answers; everything else under this origin is the console's. */
const API_PATHS = ['/v1', '/docs', '/health', '/ready', LIVE_PATH] as const;
/** A client that stops half-way through its request is let go. */
const REQUEST_MS = 30_000;
/** Longer than anything the API takes over an answer. */
const ANSWER_MS = 120_000;
/** A request that is under way when the process is told to go is given so long. */
const FINISH_WITHIN_MS = 5_000;

/** The one origin that people and machines are given: pages here, everything else passed on to the API. */
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
  web.removeContentTypeParser('text/plain'); // Fastify's own would read it; it goes by like everything else.
  web.addHook('onRequest', (request, _reply, done) => done(refusalOf(request)));
  web.addHook('onSend', keepConnection);
  for (const prefix of API_PATHS) await web.register(httpProxy, passedOn(apiUrl, prefix));
  tunnelLive(web, apiUrl);
  web.addHook('preClose', (done) => {
    setTimeout(() => web.server.closeAllConnections(), FINISH_WITHIN_MS).unref();
    done();
  });
  await web.register((pages) => servePages(pages, settings));
  return web;
}

/** A request that is answered while its body still comes is heard out, or whoever sends it never reads the answer. */
const keepConnection: onSendHookHandler = (_request, reply, payload, done) => {
  reply.removeHeader('connection');
  done(null, payload);
};

/**
 * A body says how long it is, so that one that is too long is refused before it comes. The API refuses it as
 * well; but it hangs up while the body is still on its way, and that would look like a failure.
 */
function refusalOf(request: FastifyRequest): Error | undefined {
  if (request.headers['transfer-encoding'] !== undefined) return UNMEASURED;
  return isTooLarge(request) ? TOO_LARGE : undefined;
}

function isTooLarge(request: FastifyRequest): boolean {
  const isDocument = /^\/v1\/documents(\?|$)/.test(request.url);
  const largest = isDocument ? LARGEST_DOCUMENT_BYTES : largestFormAt(request);
  return Number(request.headers['content-length'] ?? 0) > largest;
}

const UNMEASURED = Object.assign(new Error('no length'), { statusCode: 411 });
const TOO_LARGE = Object.assign(new Error('too large'), { statusCode: 413 });

/** The API is told whose request it is: sign-ins are throttled by address. */
function passedOn(upstream: string, prefix: string): FastifyHttpProxyOptions {
  return {
    upstream,
    prefix,
    rewritePrefix: prefix,
    // Node's own client goes on sending a body that was answered early; the other hangs up on whoever sends it.
    destroyAgent: true,
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

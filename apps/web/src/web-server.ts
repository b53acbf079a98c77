import helmet from '@fastify/helmet';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  type onSendHookHandler,
} from 'fastify';
import { UPLOAD_ROUTES } from '#contracts/uploads';
import { LIVE_PATH } from '#contracts/live-feed';
import { answerParserError } from '#platform/http/answer-on-sockets';
import { knowEveryMethod, METHODS_OF_REQUESTS } from '#platform/http/known-to-http';
import { readOnAfterIgnoredUpgrades, WebSocketOnlyMessage } from '#platform/http/ignored-upgrades';
import { type ConsoleSettings, servePages } from './console/console.js';
import { largestBodyAt } from './console/multipart.js';
import { forwardedFor } from './forwarded-headers.js';
import { tunnelLive } from './live-tunnel.js';
import { watchProxies } from './proxy-faults.js';
import { answerProblem, problemOf } from './problem-details.js';

/** The path prefixes of requests that are sent on to the API. Every other path is a page of the console. */
const PROXIED_PATHS = ['/v1', '/docs', '/health', '/ready', LIVE_PATH] as const;
/** The milliseconds within which a client has to send its whole request. A slower client is disconnected. */
const REQUEST_MS = 30_000;
/**
 * A request that is sent on to the API fails if the API has not answered after this many milliseconds. A
 * working API answers faster.
 */
const ANSWER_MS = 120_000;
/** The milliseconds that running requests have to finish when the web process closes. */
const FINISH_WITHIN_MS = 5_000;

/** Creates the public web server. The server serves the pages of the console and proxies API requests. */
export async function createWeb(settings: ConsoleSettings): Promise<FastifyInstance> {
  const { apiUrl } = settings;
  const web = fastify({
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_MS,
    http: { headersTimeout: REQUEST_MS, IncomingMessage: WebSocketOnlyMessage },
    clientErrorHandler: answerParserError,
    frameworkErrors: (error, _request, reply) => void answerProblem(reply, problemOf(error)),
  });
  readOnAfterIgnoredUpgrades(web.server);
  knowEveryMethod(web);
  web.setErrorHandler((error, _request, reply) => answerProblem(reply, problemOf(error)));
  await web.register(helmet, { contentSecurityPolicy: false });
  // Removes Fastify's own parser for plain text. Otherwise the parser would read the request body, and the
  // proxy could not send it on.
  web.removeContentTypeParser('text/plain');
  web.addHook('onRequest', (request, _reply, done) => done(refusalOf(request)));
  web.addHook('onSend', keepConnection);
  watchProxies(web, settings.onProxyFault ?? (() => undefined));
  for (const prefix of PROXIED_PATHS) await web.register(httpProxy, proxyTo(apiUrl, prefix));
  tunnelLive(web, apiUrl);
  web.addHook('preClose', (done) => {
    setTimeout(() => web.server.closeAllConnections(), FINISH_WITHIN_MS).unref();
    done();
  });
  await web.register((pages) => servePages(pages, settings));
  return web;
}

/**
 * Keeps the connection open if a request is refused before its whole body has arrived. Otherwise the client
 * would lose the connection before reading the response.
 */
const keepConnection: onSendHookHandler = (_request, reply, payload, done) => {
  reply.removeHeader('connection');
  done(null, payload);
};

/**
 * Returns an error for a request whose body is too large, is compressed or has no declared length. The web process
 * refuses such a request without calling the API. The API would close the connection while the client still sends.
 * The client would then see a network failure.
 */
function refusalOf(request: FastifyRequest): Error | undefined {
  if (request.headers['transfer-encoding'] !== undefined) return NO_LENGTH;
  if (isEncoded(request)) return ENCODED;
  return isTooLarge(request) ? TOO_LARGE : undefined;
}

/** Returns true if the request body is compressed. A few compressed bytes can become gigabytes. */
function isEncoded({ headers }: FastifyRequest): boolean {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  return encoding !== '' && encoding !== 'identity';
}

function isTooLarge(request: FastifyRequest): boolean {
  const [route = ''] = request.url.split('?');
  const largest = largestUploads.get(route) ?? largestBodyAt(request);
  return Number(request.headers['content-length'] ?? 0) > largest;
}

const largestUploads = new Map<string, number>(Object.entries(UPLOAD_ROUTES));

const ENCODED = Object.assign(new Error('compressed'), { statusCode: 415 });
const NO_LENGTH = Object.assign(new Error('no length'), { statusCode: 411 });
const TOO_LARGE = Object.assign(new Error('too large'), { statusCode: 413 });

/**
 * Returns the options of the proxy to the API. The client's address is sent in `x-forwarded-for`, because the
 * API limits the sign-ins from each client address.
 */
function proxyTo(upstream: string, prefix: string): FastifyHttpProxyOptions {
  return {
    upstream,
    prefix,
    rewritePrefix: prefix,
    // The API says which methods a path has.
    httpMethods: [...METHODS_OF_REQUESTS],
    destroyAgent: true,
    // The option `http` selects Node's own HTTP client for the proxy. The API may answer before the whole
    // body was sent. Node's client then continues to send.
    //
    // The default client (undici) would close the connection, and the browser would lose the answer.
    http: { requestOptions: { timeout: ANSWER_MS } },
    replyOptions: {
      rewriteRequestHeaders: (request, { upgrade: _, 'http2-settings': __, ...headers }) => ({
        ...headers,
        'x-forwarded-for': forwardedFor(request),
      }),
      onError: (reply) => {
        if (!reply.sent) answerProblem(reply as FastifyReply, problemOf({ statusCode: 503 }));
      },
    },
  };
}

import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerProblem, problemOf } from '../problem-details.js';
import { collectMethods } from '#platform/http/methods-of-paths';
import { serveAssets } from './assets.js';
import { failureOf } from './failure.js';
import { acceptMultipart, LARGEST_FORM_BYTES } from './multipart.js';
import { type ExchangeSettings, PageExchange } from './page-exchange.js';
import { allPages, type PageSettings } from './pages.js';
import { servePage } from './serve-page.js';
import { templatesIn } from './templates.js';

export interface ConsoleSettings extends PageSettings, Pick<ExchangeSettings, 'apiUrl' | 'fetch' | 'now'> {
  /** The folder of the built console, which contains the templates, style sheets and scripts. */
  readonly folder: string;
  /**
   * A function that logs an unexpected error. The error page does not show details of such an error, so the
   * log must have them.
   */
  readonly onBug?: (error: unknown, page: string | undefined) => void;
  /** A function that logs what a proxy in front of Homeward does wrong. */
  readonly onProxyFault?: ((sentence: string) => void) | undefined;
}

/**
 * Registers all pages of the console. Call this function inside Fastify's `register`. Otherwise the console's
 * body parsers and error handlers would also handle requests for the API.
 */
export async function servePages(web: FastifyInstance, settings: ConsoleSettings): Promise<void> {
  web.removeAllContentTypeParsers(); // Only HTML forms are parsed. Requests with another media type are refused.
  await web.register(fastifyCompress, { globalDecompression: false });
  await web.register(fastifyCookie);
  await web.register(formBody, { bodyLimit: LARGEST_FORM_BYTES });
  const { apiUrl, fetch, now, folder } = settings;
  const assets = await serveAssets(web, folder);
  const exchange: ExchangeSettings = { apiUrl, fetch, now, assets, renderTemplate: templatesIn(folder) };
  acceptMultipart(web, exchange);

  web.setErrorHandler((error, request, reply) => {
    // The client disconnected before its whole request had arrived, so no one reads the answer.
    if (request.raw.destroyed && !request.raw.complete) return reply.status(400).send();
    const failure = failureOf(error);
    if (failure.code === 'internal_error') settings.onBug?.(error, request.routeOptions.url);
    return new PageExchange(exchange, request, reply).fail(failure);
  });
  const methodsAt = collectMethods(web);
  web.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url);
    const status = allowed.length > 0 ? 405 : 404;
    if (status === 405) void reply.header('allow', allowed.join(', '));
    if (!wantsPage(request)) return answerProblem(reply, problemOf({ statusCode: status }));
    const code = status === 405 ? 'method_not_allowed' : 'unknown_route';
    return new PageExchange(exchange, request, reply).fail({ code, status });
  });
  for (const page of allPages(settings)) servePage(web, page, exchange);
}

/**
 * Returns true if the client accepts HTML. A browser accepts HTML when a user opens an address. Scripts and
 * other programs do not.
 */
function wantsPage({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}

import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerProblem, problemOf } from '../problem.js';
import { serveAssets } from './assets.js';
import { failureOf } from './failure.js';
import { acceptMultipart, LARGEST_FORM_BYTES } from './multipart.js';
import { type ExchangeSettings, PageExchange } from './page-exchange.js';
import { allPages, type PageSettings } from './pages.js';
import { servePage } from './serve-page.js';
import { templatesIn } from './templates.js';

export interface ConsoleSettings extends PageSettings, Pick<ExchangeSettings, 'apiUrl' | 'fetch' | 'now'> {
  /** The folder of the built console: templates, style sheets and scripts. */
  readonly folder: string;
  /** Called with every unexpected error, for the log. The user only reads that something went wrong. */
  readonly onBug?: (error: unknown, page: string | undefined) => void;
}

/** Serves every page. Call it inside `register`: its parsers and error handlers then do not affect the proxied API. */
export async function servePages(web: FastifyInstance, settings: ConsoleSettings): Promise<void> {
  web.removeAllContentTypeParsers(); // Only forms are parsed. Every other body is refused.
  await web.register(fastifyCompress);
  await web.register(fastifyCookie);
  await web.register(formBody, { bodyLimit: LARGEST_FORM_BYTES });
  const { apiUrl, fetch, now, folder } = settings;
  const assets = await serveAssets(web, folder);
  const exchange: ExchangeSettings = { apiUrl, fetch, now, assets, renderTemplate: templatesIn(folder) };
  acceptMultipart(web, exchange);

  web.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error);
    if (failure.code === 'internal_error') settings.onBug?.(error, request.routeOptions.url);
    return new PageExchange(exchange, request, reply).fail(failure);
  });
  web.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) return answerProblem(reply, problemOf({ statusCode: 404 }));
    return new PageExchange(exchange, request, reply).fail({ code: 'unknown_route', status: 404 });
  });
  for (const page of allPages(settings)) servePage(web, page, exchange);
}

/** Browsers ask for HTML when a user opens an address. Scripts and API clients do not. */
function wantsPage({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}

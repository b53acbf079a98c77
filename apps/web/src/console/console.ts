import fastifyCompress from '@fastify/compress';
import fastifyCookie from '@fastify/cookie';
import formBody from '@fastify/formbody';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { answerProblem, problemOf } from '../problem.js';
import { acceptFiles, LARGEST_FORM_BYTES } from './accept-files.js';
import { serveAssets } from './assets.js';
import { Desk, type DeskSettings } from './desk.js';
import { failureOf } from './failure.js';
import { type PageSettings, pagesWith } from './pages.js';
import { servePage } from './serve-page.js';
import { templatesIn } from './templates.js';

export interface ConsoleSettings extends PageSettings, Pick<DeskSettings, 'apiUrl' | 'send' | 'now'> {
  /** The console, built: its templates, style sheets and scripts. */
  readonly folder: string;
  /** Told of what should never happen; whoever sees the page only reads that something did. */
  readonly tellBug?: (error: unknown, page: string | undefined) => void;
}

/** The pages, in a corner of their own: what is done here to requests and errors does not touch what is passed on. */
export async function servePages(web: FastifyInstance, settings: ConsoleSettings): Promise<void> {
  web.removeAllContentTypeParsers(); // Browsers send forms, and nothing else is read here.
  await web.register(fastifyCompress);
  await web.register(fastifyCookie);
  await web.register(formBody, { bodyLimit: LARGEST_FORM_BYTES });
  const { apiUrl, send, now, folder } = settings;
  const assets = await serveAssets(web, folder);
  const desk: DeskSettings = { apiUrl, send, now, assets, render: templatesIn(folder) };
  acceptFiles(web, desk);

  web.setErrorHandler((error, request, reply) => {
    const failure = failureOf(error);
    if (failure.code === 'internal_error') settings.tellBug?.(error, request.routeOptions.url);
    return new Desk(desk, request, reply).fail(failure);
  });
  web.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) return answerProblem(reply, problemOf({ statusCode: 404 }));
    return new Desk(desk, request, reply).fail({ code: 'unknown_route', status: 404 });
  });
  for (const page of pagesWith(settings)) servePage(web, page, desk);
}

/** A browser that goes somewhere says that it would like a page; a script or a machine says no such thing. */
function wantsPage({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html');
}

import helmet from '@fastify/helmet';
import httpProxy from '@fastify/http-proxy';
import { type FastifyInstance, fastify } from 'fastify';
import { LIVE_PATH } from '#contracts/live';
import { LANDING_PAGE } from './landing-page.js';

/** What the API answers; everything else under this origin is the console's. */
const API_PATHS = ['/v1', '/docs', '/health', '/ready'] as const;

/** The one origin that people and machines are given: pages here, everything else passed on to the API. */
export async function createWeb({ apiUrl }: { readonly apiUrl: string }): Promise<FastifyInstance> {
  const web = fastify({ forceCloseConnections: 'idle' });
  await web.register(helmet, { contentSecurityPolicy: false });
  for (const prefix of API_PATHS) await web.register(httpProxy, { upstream: apiUrl, prefix, rewritePrefix: prefix });
  await web.register(httpProxy, { upstream: apiUrl, prefix: LIVE_PATH, rewritePrefix: LIVE_PATH, websocket: true });
  web.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(LANDING_PAGE));
  return web;
}

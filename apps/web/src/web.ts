import helmet from '@fastify/helmet';
import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { LIVE_PATH } from '#contracts/live';
import { LANDING_PAGE } from './landing-page.js';

/** What the API answers; everything else under this origin is the console's. */
const API_PATHS = ['/v1', '/docs', '/health', '/ready'] as const;

/** The one origin that people and machines are given: pages here, everything else passed on to the API. */
export async function createWeb({ apiUrl }: { readonly apiUrl: string }): Promise<FastifyInstance> {
  const web = fastify({ forceCloseConnections: 'idle' });
  await web.register(helmet, { contentSecurityPolicy: false });
  for (const prefix of API_PATHS) await web.register(httpProxy, passedOn(apiUrl, prefix));
  await web.register(httpProxy, { ...passedOn(apiUrl, LIVE_PATH), websocket: true });
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
      rewriteRequestHeaders: (request, headers) => {
        const before = headers['x-forwarded-for'];
        const { ip } = request as FastifyRequest;
        return { ...headers, 'x-forwarded-for': before ? `${String(before)}, ${ip}` : ip };
      },
    },
  };
}

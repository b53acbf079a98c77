import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { LIVE_PATH } from '#contracts/live-feed';
import { isHttps } from './forwarded-headers.js';

export type ProxyFault = 'host_changed' | 'scheme_missing' | 'upgrade_lost';

/** What a proxy in front of Homeward does wrong, in a sentence for the log. */
export const PROXY_FAULT_SENTENCES: Readonly<Record<ProxyFault, string>> = {
  host_changed:
    'A proxy in front of Homeward changes the header Host. It must pass on what the browser sent, with the port, or pages are not live (docs/proxies.md).',
  scheme_missing:
    'A proxy in front of Homeward ends TLS and does not send X-Forwarded-Proto: https, so cookies are not restricted to https (docs/proxies.md).',
  upgrade_lost:
    'A proxy in front of Homeward does not pass on WebSocket connections (the headers Upgrade and Connection, with HTTP/1.1), so pages are not live (docs/proxies.md).',
};

/** The address at which a page asks what the proxy does wrong. */
const CHECK_PATH = '/proxy-check';
const LOG_AGAIN_AFTER_MS = 3_600_000;
/** A page asks about its WebSocket connection soon after the connection failed. */
const REMEMBERED_MS = 60_000;

/** Compares the origin of a page, as the browser knows it, with the headers that arrived. */
export function faultInOrigin(origin: string, headers: IncomingHttpHeaders): ProxyFault | undefined {
  if (!URL.canParse(origin)) return undefined;
  const page = new URL(origin);
  if (page.host !== headers.host?.toLowerCase()) return 'host_changed';
  return page.protocol === 'https:' && !isHttps(headers) ? 'scheme_missing' : undefined;
}

/**
 * Finds what a proxy does wrong, from the requests of browsers. Logs each fault once an hour, and tells a page that
 * cannot become live.
 */
export function watchProxies(web: FastifyInstance, log: (sentence: string) => void): void {
  const logged = new Map<ProxyFault, number>();
  let upgradeLostAt = -Infinity;
  const report = (fault: ProxyFault | undefined): void => {
    if (!fault) return;
    const now = performance.now();
    if (now - (logged.get(fault) ?? -Infinity) < LOG_AGAIN_AFTER_MS) return;
    logged.set(fault, now);
    log(PROXY_FAULT_SENTENCES[fault]);
  };

  web.addHook('onRequest', ({ headers, url }, _reply, done) => {
    // A page of another site cannot make a browser send this value.
    if (headers.origin !== undefined && headers['sec-fetch-site'] === 'same-origin')
      report(faultInOrigin(headers.origin, headers));
    if (isWebSocketWithoutUpgrade(url, headers)) {
      upgradeLostAt = performance.now();
      report('upgrade_lost');
    }
    done();
  });
  web.get<{ Querystring: { origin?: unknown } }>(CHECK_PATH, ({ headers, query }, reply) => {
    const origin = typeof query.origin === 'string' ? query.origin : '';
    const seen = faultInOrigin(origin, headers);
    if (headers['sec-fetch-site'] === 'same-origin') report(seen);
    const isLost = performance.now() - upgradeLostAt < REMEMBERED_MS;
    const fault = seen === 'host_changed' ? seen : isLost ? 'upgrade_lost' : seen;
    return reply.header('cache-control', 'no-store').send({ fault: fault ?? null });
  });
}

/** A browser opens WebSockets only with an `Upgrade` header, so a proxy has removed a header that is missing. */
function isWebSocketWithoutUpgrade(url: string, { upgrade }: IncomingHttpHeaders): boolean {
  const [path = '', query = ''] = url.split('?', 2);
  const isLive = path === LIVE_PATH || path === `${LIVE_PATH}/`;
  return isLive && upgrade === undefined && new URLSearchParams(query).get('transport') === 'websocket';
}

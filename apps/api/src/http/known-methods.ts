import type { FastifyInstance } from 'fastify';
import { DomainError } from '#domain/domain-error';

interface Route {
  readonly method: string;
  readonly parts: readonly string[];
}

/**
 * Answers 405 with the header `Allow` if a path exists but not for the method of the request, and for
 * `OPTIONS`. Must be called before the routes are registered.
 */
export function refuseUnknownMethods(server: FastifyInstance): void {
  const routes: Route[] = [];
  server.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return;
    for (const one of [method].flat()) routes.push({ method: one, parts: partsOf(url) });
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const allowed = methodsAt(request.url, routes);
    if (allowed.length === 0) return done();
    void reply.header('allow', allowed.join(', '));
    done(new DomainError('method_not_allowed', { allowed }));
  });
}

const partsOf = (url: string): string[] => (url.split('?', 1)[0] ?? '').split('/');

/** Returns the methods of all routes whose pattern fits a path. A parameter fits any part of a path. */
function methodsAt(url: string, routes: readonly Route[]): string[] {
  const asked = partsOf(url);
  const fits = ({ parts }: Route): boolean =>
    parts.length === asked.length &&
    parts.every((part, index) => (part.startsWith(':') ? asked[index] !== '' : part === asked[index]));
  return [...new Set(routes.filter(fits).map(({ method }) => method))].sort();
}

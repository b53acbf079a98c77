import type { FastifyInstance } from 'fastify';
import { DomainError } from '#domain/domain-error';
import { knowEveryMethod } from '#platform/http/known-to-http';
import { collectMethods } from '#platform/http/methods-of-paths';

/**
 * Answers 405 with the header `Allow` if a path exists but not for the method of the request, and for
 * `OPTIONS`. Answers 404 if no path fits. Must be called before the routes are registered.
 */
export function refuseUnknownMethods(server: FastifyInstance): void {
  knowEveryMethod(server);
  const methodsAt = collectMethods(server);
  server.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    const allowed = methodsAt(request.url);
    if (allowed.length === 0) return done(new DomainError('unknown_route'));
    void reply.header('allow', allowed.join(', '));
    done(new DomainError('method_not_allowed', { allowed }));
  });
}

import type { FastifyInstance } from 'fastify';
import { DomainError } from '#domain/domain-error';

/**
 * Refuses a request whose body is compressed (415). A few compressed bytes can become gigabytes, and no
 * request is so large that compression would help. The header `Accept-Encoding` of the answer says so
 * (RFC 9110 §15.5.16).
 */
export function refuseEncodedBodies(server: FastifyInstance): void {
  server.addHook('onRequest', ({ headers }, reply, done) => {
    const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
    if (encoding === '' || encoding === 'identity') return done();
    void reply.header('accept-encoding', 'identity');
    done(new DomainError('unsupported_media_type', { encodings: ['identity'] }));
  });
}

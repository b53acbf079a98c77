import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Keeps the connection open if a request is refused before its body has arrived. The error is sent at once,
 * and the rest of the body is discarded.
 *
 * Otherwise Fastify would close the connection after some errors. A client that is still sending would then
 * not receive the error. The connection is still closed if the body has no declared length or is too long.
 */
export function keepConnectionAfterRefusal(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    if (!request.raw.complete && isMeasured(request)) reply.removeHeader('connection');
    done(null, payload);
  });
}

function isMeasured({ headers, routeOptions }: FastifyRequest): boolean {
  return Number(headers['content-length']) <= (routeOptions.bodyLimit ?? 0);
}

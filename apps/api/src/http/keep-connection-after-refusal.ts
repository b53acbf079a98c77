import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Keeps the connection open if a request is refused before its body has arrived. The answer is sent at once
 * and the rest of the body is discarded. The framework would close the connection for some refusals. A client
 * that is still sending would then get a connection reset instead of the answer. The connection is still
 * closed if the body has no declared length or is too long.
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

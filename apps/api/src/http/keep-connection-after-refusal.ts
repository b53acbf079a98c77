import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * A request that is refused before its body has come is answered at once, and the rest of the body thrown away.
 * Hanging up instead, as the framework does for some refusals, would reset the connection under whoever is still
 * sending, and the answer with it. A body that does not say its length, or is too long, is still hung up on.
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

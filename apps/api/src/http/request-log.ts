import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Logger } from '#platform/logging/logger';
import { requestContext } from '#platform/logging/request-context';

const GIVEN_ID = /^[\w-]{8,64}$/;

/** The caller's `X-Request-Id` when it is a sane one, so that a trace can be followed from outside. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
}

/** One line a request: the route's pattern, never its address, which may name somebody. */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    requestContext.run({ requestId: request.id }, done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    logger.info({ method, route: routeOptions.url, status: reply.statusCode, milliseconds }, 'answered');
    done();
  });
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Logger } from '#platform/logging/logger';
import { requestContext, requestIdFrom } from '#platform/logging/request-context';
import { countRequest } from '#platform/metrics/request-metrics';
import { type OpenSpan, spanAround } from '#platform/tracing/tracing';

/** Returns the request id: the caller's `X-Request-Id` header if its format is valid, otherwise a new id. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return requestIdFrom(headers['x-request-id']);
}

/**
 * Logs, measures and traces each request once. Records the route's pattern and never the URL, because a URL
 * may contain personal data.
 */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  const spans = new WeakMap<FastifyRequest, OpenSpan>();
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    const { method, routeOptions } = request;
    requestContext.run({ requestId: request.id }, () => {
      const span = spanAround(`${method} ${routeOptions.url ?? 'unknown'}`, {}, done);
      if (span) spans.set(request, span);
    });
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const { statusCode: status, elapsedTime } = reply;
    const milliseconds = Math.round(elapsedTime);
    logger.info({ method, route: routeOptions.url, status, milliseconds }, 'answered');
    countRequest({ method, route: routeOptions.url, status }, elapsedTime);
    spans.get(request)?.end({ 'http.response.status_code': status }, status >= 500);
    done();
  });
}

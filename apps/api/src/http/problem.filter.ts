import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#domain/domain-error';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { hasHungUp } from './hang-up.js';
import { PROBLEM_TYPE, problemOf } from './problem.js';

/**
 * Answers every error as `application/problem+json`. An unexpected error is logged, and the client does not
 * see its details. A client that disconnects in the middle of its request is no error.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const isHangUp = hasHungUp(request);
    const problem = problemOf(isHangUp ? new DomainError('invalid_request') : error, request.id);
    if (problem.status >= 500) this.logger.error({ err: error, code: problem.code }, 'a request failed');
    const retryAfter = problem.facts?.retryAfterSeconds;
    if (typeof retryAfter === 'number') void reply.header('retry-after', String(retryAfter));
    void reply
      .status(problem.status)
      .header('content-type', PROBLEM_TYPE)
      .send({ ...problem, instance: request.routeOptions.url });
  }
}

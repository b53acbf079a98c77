import { HttpException } from '@nestjs/common';
import { ERRORS, type ErrorCode, type ErrorKind, type Problem } from '#contracts/errors';
import { DomainError } from '#domain/domain-error';
import { sqlState } from '#platform/database/postgres-error';
import { requestContext } from '#platform/logging/request-context';
import { countRefusal } from '#platform/metrics/request-metrics';

export const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  unmeasured: 411,
  too_large: 413,
  unsupported: 415,
  refused: 422,
  throttled: 429,
  unavailable: 503,
};

const INTERNAL_ERROR = 500;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/**
 * An RFC 9457 answer for anything thrown. What is not ours to explain says nothing of its cause. Whoever asks for
 * one answers with it, over REST or the socket: so here every refusal is counted, by its code.
 */
export function problemOf(error: unknown, requestId = requestContext.getStore()?.requestId): Problem {
  const known = domainErrorOf(error);
  const code = known?.code ?? 'internal_error';
  const status = known ? STATUS[ERRORS[known.code]] : INTERNAL_ERROR;
  const facts = known?.facts ?? {};
  countRefusal({ code });
  return {
    type: `urn:homeward:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status,
    code,
    ...(requestId !== undefined && { requestId }),
    ...(Object.keys(facts).length > 0 && { facts }),
  };
}

/** A refusal in the field's own words; undefined for a bug. */
function domainErrorOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  const state = sqlState(error);
  // 22…: a value that PostgreSQL cannot hold, such as a NUL character; the client sent it.
  if (state?.startsWith('22')) return new DomainError('invalid_request', { fields: {} });
  if (state === '25P04') return new DomainError('busy_try_again');
  if (state && UNREACHABLE.some((prefix) => state.startsWith(prefix)))
    return new DomainError('temporarily_unavailable');
  if (error instanceof Error && LOST_CONNECTION.test(`${error.name} ${error.message}`))
    return new DomainError('temporarily_unavailable');
  return frameworkErrorOf(error);
}

/** The database is stopping, starting, full or gone. */
const UNREACHABLE = ['08', '53', '57P', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'];

/** What pg and TypeORM say, without a code, of a connection that went away under a query. */
const LOST_CONNECTION =
  /Connection terminated|QueryRunner\w*AlreadyReleased|timeout exceeded when trying to connect|Query read timeout|not queryable/;

/** Fastify's own errors carry a status: a body that is too large, is not JSON, or stops half-way. */
function frameworkErrorOf(error: unknown): DomainError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return undefined;
  return ofStatus(error.statusCode);
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'not_signed_in',
  403: 'role_not_allowed',
  404: 'unknown_route',
  405: 'unknown_route',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'temporarily_unavailable',
};

function ofStatus(status: number): DomainError | undefined {
  if (status in BY_STATUS) return new DomainError(BY_STATUS[status] ?? 'invalid_request');
  return status >= 400 && status < 500 ? new DomainError('invalid_request') : undefined;
}

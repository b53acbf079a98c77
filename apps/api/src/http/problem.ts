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
  wrong_method: 405,
  conflict: 409,
  gone: 410,
  slow: 408,
  unmeasured: 411,
  too_large: 413,
  unsupported: 415,
  refused: 422,
  throttled: 429,
  long_headers: 431,
  unavailable: 503,
};

const INTERNAL_ERROR = 500;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/**
 * Converts any error to problem details (RFC 9457). An unexpected error becomes `internal_error` and reveals
 * nothing. Also counts errors by code, because every REST and socket error passes through this function.
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

/**
 * Returns the DomainError with which the API answers an error, for example a lost connection. Undefined if
 * the error is a bug.
 */
function domainErrorOf(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  const state = sqlState(error);
  // SQLSTATE class 22: the client sent a value that PostgreSQL cannot store, such as a NUL character.
  if (state?.startsWith('22')) return new DomainError('invalid_request', { fields: {} });
  if (state === '25P04') return new DomainError('busy_try_again');
  if (state && UNREACHABLE.some((prefix) => state.startsWith(prefix)))
    return new DomainError('temporarily_unavailable');
  if (error instanceof Error && LOST_CONNECTION.test(`${error.name} ${error.message}`))
    return new DomainError('temporarily_unavailable');
  return frameworkErrorOf(error);
}

/**
 * Prefixes of error codes with which a database connection fails: the database is stopping, starting, full or
 * unreachable.
 */
const UNREACHABLE = ['08', '53', '57P', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'];

/**
 * Matches error messages of pg and TypeORM about a connection that was lost during a query. These errors have
 * no code.
 */
const LOST_CONNECTION =
  /Connection terminated|QueryRunner\w*AlreadyReleased|timeout exceeded when trying to connect|Query read timeout|not queryable/;

/**
 * Converts an error of Fastify to a DomainError, for example about a body that is too large, incomplete or no
 * JSON. Returns undefined for other errors.
 */
function frameworkErrorOf(error: unknown): DomainError | undefined {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return undefined;
  return ofStatus(error.statusCode);
}

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'not_signed_in',
  403: 'role_not_allowed',
  404: 'unknown_route',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'temporarily_unavailable',
};

function ofStatus(status: number): DomainError | undefined {
  if (status in BY_STATUS) return new DomainError(BY_STATUS[status] ?? 'invalid_request');
  return status >= 400 && status < 500 ? new DomainError('invalid_request') : undefined;
}

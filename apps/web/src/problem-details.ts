import type { FastifyReply } from 'fastify';
import type { ErrorCode, Problem } from '#contracts/errors';

const CODES: Readonly<Record<number, ErrorCode>> = {
  404: 'unknown_route',
  405: 'method_not_allowed',
  411: 'length_required',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  503: 'temporarily_unavailable',
};

/** Returns problem details (RFC 9457) for an error code, in the API's format. */
export function problemWith(code: ErrorCode, status: number): Problem {
  return { type: `urn:homeward:problem:${code}`, title: code.replaceAll('_', ' '), status, code };
}

/**
 * Converts an error of the web process to problem details (RFC 9457). An error without a 4xx status means
 * that the API could not be reached, so it becomes `temporarily_unavailable`.
 */
export function problemOf(error: unknown): Problem {
  const status = refusalStatus(error) ?? 503;
  return problemWith(CODES[status] ?? 'invalid_request', status);
}

/**
 * Returns true if the error has a 4xx status, because the client's request was wrong. Returns false for a bug
 * or a failed connection.
 */
export function isRefusal(error: unknown): boolean {
  return refusalStatus(error) !== undefined;
}

function refusalStatus(error: unknown): number | undefined {
  const given =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof given === 'number' && given >= 400 && given < 500 ? given : undefined;
}

export function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply
    .status(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(problem);
}

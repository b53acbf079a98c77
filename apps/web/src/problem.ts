import type { FastifyReply } from 'fastify';
import type { ErrorCode, Problem } from '#contracts/errors';

const CODES: Readonly<Record<number, ErrorCode>> = {
  404: 'unknown_route',
  411: 'length_required',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  503: 'temporarily_unavailable',
};

/** What this process refuses itself, in the same words as the API would: an API that is away is unavailable. */
export function problemOf(error: unknown): Problem {
  const status = refusedWith(error) ?? 503;
  const code = CODES[status] ?? 'invalid_request';
  return { type: `urn:homeward:problem:${code}`, title: code.replaceAll('_', ' '), status, code };
}

/** Whether it was the request that was wrong, and not us. */
export function isRefusal(error: unknown): boolean {
  return refusedWith(error) !== undefined;
}

function refusedWith(error: unknown): number | undefined {
  const given =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof given === 'number' && given >= 400 && given < 500 ? given : undefined;
}

export function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.status(problem.status).type('application/problem+json; charset=utf-8').send(problem);
}

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
  const given =
    typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  const isClients = typeof given === 'number' && given >= 400 && given < 500;
  const status = isClients ? given : 503;
  const code = CODES[status] ?? 'invalid_request';
  return { type: `urn:homeward:problem:${code}`, title: code.replaceAll('_', ' '), status, code };
}

export function answerProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.status(problem.status).type('application/problem+json; charset=utf-8').send(problem);
}

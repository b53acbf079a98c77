import { ApiProblem } from '../api/api-problem.js';
import { isRefusal, problemOf } from '../problem.js';
import type { FailureCode } from '../wording/errors.js';

/** What a page that only says what went wrong is made of. */
export interface Failure {
  readonly code: FailureCode;
  readonly status: number;
  /** To quote when asking for help. */
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** What an error comes to: the API's words, what was wrong with the request, or a bug, of which only the log says more. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiProblem) {
    const { code, status, requestId } = error.problem;
    return { code, status, requestId, retryAfterSeconds: error.retryAfterSeconds };
  }
  if (!isRefusal(error)) return { code: 'internal_error', status: 500 };
  const { code, status } = problemOf(error);
  return { code, status };
}

import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '../api.js';
import { isRefusal, problemOf } from '../problem-details.js';
import type { FailureCode } from '../wording/errors.js';
import { TOKEN_FIELD } from './csrf-token.js';
import type { KeptSubmission } from './kept-submission.js';
import { maySucceedLater } from './refusals.js';

/** The reason for which a request for a page or a form failed, as an error page shows it. */
export interface Failure {
  readonly code: FailureCode;
  readonly status: number;
  /**
   * The id of the failed request, from the API's response. The error page shows the id, so that the user can
   * quote it when asking for help.
   */
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * Converts an error to the reason that an error page shows. The error is a refusal by the API, a malformed
 * request or a bug. For a bug, the error page has no details; the log has them.
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiProblem) {
    const { code, status, requestId } = error.problem;
    return { code, status, requestId, retryAfterSeconds: error.retryAfterSeconds };
  }
  if (!isRefusal(error)) return { code: 'internal_error', status: 500 };
  const { code, status } = problemOf(error);
  return { code, status };
}

/**
 * The values of a submitted form that failed. The error page contains these values as hidden fields, so that
 * the user can send the form again.
 */
export interface KeptForm {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly hadFile: boolean;
}

/** Returns the values of a form that the browser kept, for the error page. */
export function keptFormOf({ fields, hadFile }: KeptSubmission, action: string): KeptForm {
  return { action, fields: Object.entries(fields).map(([name, value]) => ({ name, value })), hadFile };
}

/**
 * Returns the values of the submitted form for the error page, if sending the form again may succeed. Returns
 * undefined for a form with a password, because a page must not contain a password.
 */
export function keptForm({ method, body, url }: FastifyRequest, code: FailureCode): KeptForm | undefined {
  if (method !== 'POST' || !maySucceedLater(code) || typeof body !== 'object' || body === null)
    return undefined;
  const sent = Object.entries(body).filter(([name]) => name !== TOKEN_FIELD);
  if (sent.some(([name]) => /password/i.test(name))) return undefined;
  const fields = sent.flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
  return { action: url, fields, hadFile: fields.length < sent.length };
}

import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '../api.js';
import { isRefusal, problemOf } from '../problem.js';
import type { FailureCode } from '../wording/errors.js';
import { TOKEN_FIELD } from './form-token.js';
import { maySucceedLater } from './refusals.js';

/** Why a page or a form could not be answered, for a failure page. */
export interface Failure {
  readonly code: FailureCode;
  readonly status: number;
  /** The reference that the user quotes when asking for help. */
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** The failure behind an error: a refusal by the API, a malformed request, or a bug. Only the log describes a bug. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ApiProblem) {
    const { code, status, requestId } = error.problem;
    return { code, status, requestId, retryAfterSeconds: error.retryAfterSeconds };
  }
  if (!isRefusal(error)) return { code: 'internal_error', status: 500 };
  const { code, status } = problemOf(error);
  return { code, status };
}

/** A form that failed, to be sent again with the same values. */
export interface KeptForm {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly hadFile: boolean;
}

/** The form that was sent, if sending it again may succeed. A form with a password is never kept in a page. */
export function keptForm({ method, body, url }: FastifyRequest, code: FailureCode): KeptForm | undefined {
  if (method !== 'POST' || !maySucceedLater(code) || typeof body !== 'object' || body === null)
    return undefined;
  const sent = Object.entries(body).filter(([name]) => name !== TOKEN_FIELD);
  if (sent.some(([name]) => /password/i.test(name))) return undefined;
  const fields = sent.flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
  return { action: url, fields, hadFile: fields.length < sent.length };
}

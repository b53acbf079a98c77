import type { FastifyRequest } from 'fastify';
import type { FailureCode } from '../wording/errors.js';

/** The field of every form that carries its token. */
export const TOKEN_FIELD = 'formToken';

/** A form that could not be taken, to be sent again as it was filled in. */
export interface KeptForm {
  readonly action: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly hadFile: boolean;
}

/** What is over by itself, or by signing in: sending the same once more puts it right. */
const PASSES: ReadonlySet<FailureCode> = new Set([
  ...(['not_signed_in', 'form_expired', 'too_many_requests', 'busy_try_again'] as const),
  ...(['temporarily_unavailable', 'internal_error'] as const),
]);

/** What was filled in, where sending it again may help; no form with a password, which is not to stand in a page. */
export function keptForm({ method, body, url }: FastifyRequest, code: FailureCode): KeptForm | undefined {
  if (method !== 'POST' || !PASSES.has(code) || typeof body !== 'object' || body === null) return undefined;
  const sent = Object.entries(body).filter(([name]) => name !== TOKEN_FIELD);
  if (sent.some(([name]) => /password/i.test(name))) return undefined;
  const fields = sent.flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
  return { action: url, fields, hadFile: fields.length < sent.length };
}

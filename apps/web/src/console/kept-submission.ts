import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Failure } from './failure.js';
import type { Fault } from './form.js';

/** The query parameter of the address that shows a kept form again. Its value is the nonce of the kept form. */
export const AGAIN = 'again';

/** A form that is shown again with errors, or after a button that only changes the form. */
export interface ReturnedOutcome {
  readonly kind: 'form';
  readonly faults: readonly Fault[];
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
  readonly isStale: boolean;
}

/** A form that could not be accepted now, for example because the session had ended. */
export interface FailedOutcome extends Failure {
  readonly kind: 'failure';
}

/**
 * A submitted form that the browser keeps in a sealed cookie, so that the next page has an address of its own: a reload
 * or the Back button opens this address with GET and never sends the form again.
 */
export interface KeptSubmission {
  readonly nonce: string;
  readonly fields: Readonly<Record<string, string>>;
  /** The CSRF token that the form was sent with. Idempotency keys are computed from it. */
  readonly token: string;
  readonly hadFile: boolean;
  readonly outcome: ReturnedOutcome | FailedOutcome;
}

/** All headers of an answer must fit into 4 kB, because nginx refuses larger ones from the server behind it. */
export const LONGEST_SEALED = 2_400;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const LARGEST_JSON = 200_000;

const TIME_DIGITS = 9;
const RANDOM_BYTES = 6;

/** Makes the name of a kept form. Names sort by the time of their form, so that the oldest of several can be told. */
export function newNonce(now: Date): string {
  const time = now.getTime().toString(36).padStart(TIME_DIGITS, '0');
  return `${time}${randomBytes(RANDOM_BYTES).toString('base64url')}`;
}

/**
 * Seals a submitted form for a cookie: compressed, encrypted and authenticated with the browser's form secret. A sign-out
 * ends this secret, so the next user of the browser cannot open the form. Returns null if the form is too large for a
 * cookie.
 */
export function sealSubmission(kept: KeptSubmission, formSecret: string): string | null {
  const json = JSON.stringify(kept);
  if (Buffer.byteLength(json) > LARGEST_JSON) return null;
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(formSecret), iv);
  const content = Buffer.concat([cipher.update(deflateRawSync(json)), cipher.final()]);
  const sealed = Buffer.concat([iv, cipher.getAuthTag(), content]).toString('base64url');
  return sealed.length > LONGEST_SEALED ? null : sealed;
}

/** Opens a sealed form. Returns null if it was sealed with another secret, or was changed or is too large. */
export function openSubmission(sealed: string, formSecret: string): KeptSubmission | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(formSecret), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const content = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    const json = inflateRawSync(content, { maxOutputLength: LARGEST_JSON }).toString();
    return JSON.parse(json) as KeptSubmission;
  } catch {
    return null;
  }
}

const keyOf = (formSecret: string): Buffer =>
  createHash('sha256').update('kept submission').update(formSecret).digest();

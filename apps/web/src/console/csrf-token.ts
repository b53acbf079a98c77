import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The name of the hidden form field with the CSRF token. */
export const TOKEN_FIELD = 'formToken';

const SECRET_BYTES = 32;
const SALT_BYTES = 16;

/**
 * Creates the secret from which the CSRF tokens for one browser are computed. The secret is in a cookie that
 * scripts and other sites cannot read.
 */
export function newFormSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * Returns a new CSRF token: an HMAC of the session token, made with the browser's secret. The server does not
 * store the token. An attacker who sets the secret in a browser still does not know the session token.
 *
 * Each rendered page has a token with a new random salt. Without a salt, all pages would have the same token,
 * and an attacker could guess it from the sizes of compressed pages.
 *
 * Idempotency keys are computed from the token. So a form that is sent twice has one key. A form that is
 * opened again has another key.
 */
export function formToken(secret: string, session: string | undefined): string {
  return salted(randomBytes(SALT_BYTES), secret, session);
}

export function isFormToken(token: string, secret: string, session: string | undefined): boolean {
  const salt = Buffer.from(token, 'base64url').subarray(0, SALT_BYTES);
  const given = Buffer.from(token);
  const expected = Buffer.from(salted(salt, secret, session));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function salted(salt: Buffer, secret: string, session = ''): string {
  const digest = createHmac('sha256', secret).update(salt).update(session).digest();
  return Buffer.concat([salt, digest]).toString('base64url');
}

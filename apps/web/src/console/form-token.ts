import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The hidden field of every form that carries its token. */
export const TOKEN_FIELD = 'formToken';

const SECRET_BYTES = 32;
const SALT_BYTES = 16;

/** A secret of one browser, kept in a cookie that no script and no other site can read. */
export function newFormSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * A CSRF token: an HMAC of the session under the secret of the browser. An attacker who plants a cookie still does
 * not know the session, and the server stores nothing. Each token has a new salt, for two reasons. Pages are
 * compressed, and a value that never repeats cannot be guessed from their lengths. And a form that is sent twice has
 * the same token both times.
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

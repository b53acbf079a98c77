import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;
const SALT_BYTES = 16;

/** A browser's own secret, kept in a cookie that no script and no other site reads. */
export function newFormSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * What a form carries to show that it is one of ours: made of the browser's secret and the session. Whoever
 * could plant a cookie still knows no session, and no process has to remember anything. It is another each time:
 * pages are sent compressed, and from their lengths nobody can guess what is never twice the same; and by
 * it a form that is sent twice is known to be the same.
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

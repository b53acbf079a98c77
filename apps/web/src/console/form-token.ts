import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** A browser's own secret, kept in a cookie that no script and no other site reads. */
export function newFormSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/**
 * What a form carries to show that it is one of ours: made of the browser's secret and the session. Whoever
 * could plant a cookie still knows no session, and no process has to remember anything.
 */
export function formToken(secret: string, session: string | undefined): string {
  return digest(secret, session).toString('base64url');
}

export function isFormToken(token: string, secret: string, session: string | undefined): boolean {
  const given = Buffer.from(token, 'base64url');
  const expected = digest(secret, session);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function digest(secret: string, session = ''): Buffer {
  return createHmac('sha256', secret).update(session).digest();
}

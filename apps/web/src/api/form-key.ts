import { createHash } from 'node:crypto';

interface Asked {
  readonly method: string;
  readonly door: string;
  readonly body?: object;
  readonly content?: Uint8Array;
}

/**
 * The key of what a form asks for: a button that is pressed twice, with or without script, does a thing once, and both
 * presses get its answer. None for what is only looked at, for a document, and where there is a password.
 */
export function keyOfForm(
  token: string | undefined,
  { method, door, body, content }: Asked,
): string | undefined {
  if (!token || method === 'GET' || content || holdsPassword(body)) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([token, method, door, body]))
    .digest('base64url');
}

/** A key is kept with what it was given with: no digest of a password is to be kept so. */
const holdsPassword = (body: object | undefined): boolean =>
  Object.keys(body ?? {}).some((field) => /password/i.test(field));

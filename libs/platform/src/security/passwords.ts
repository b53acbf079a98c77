import { createHash } from 'node:crypto';
import { hash, hashRaw, verify } from '@node-rs/argon2';

/**
 * The cost of hashing a password with argon2id. The numbers are OWASP's first recommendation: 19 MiB of
 * memory and 2 passes.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * The hash of a dummy password. Sign-in verifies this hash for unknown users. So sign-in takes equally long
 * for unknown and known users.
 */
let dummyHash: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/**
 * Returns a digest that is always the same for the same text and context. Computing the digest is as slow as
 * hashing a password, so that guessing the text takes long.
 */
export async function slowDigest(text: string, context: string): Promise<string> {
  const salt = createHash('sha256').update(context).digest();
  return (await hashRaw(text, { ...COST, salt })).toString('base64url');
}

export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  if (stored === null) {
    dummyHash ??= hashPassword('dummy');
    await verify(await dummyHash, password);
    return false;
  }
  return verify(stored, password);
}

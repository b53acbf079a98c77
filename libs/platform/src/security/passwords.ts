import { hash, verify } from '@node-rs/argon2';

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

export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  if (stored === null) {
    dummyHash ??= hashPassword('dummy');
    await verify(await dummyHash, password);
    return false;
  }
  return verify(stored, password);
}

import { hash, verify } from '@node-rs/argon2';

/**
 * The cost of argon2id, the library's default algorithm: OWASP's first recommendation, 19 MiB of memory and 2
 * passes.
 */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/**
 * The hash of a dummy password. Sign-in verifies this hash if the user does not exist, so that both cases
 * take the same time.
 */
let nobody: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  if (stored === null) {
    nobody ??= hashPassword('nobody');
    await verify(await nobody, password);
    return false;
  }
  return verify(stored, password);
}

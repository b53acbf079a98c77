import { hash, verify } from '@node-rs/argon2';

/** The library's default algorithm is argon2id; its cost is OWASP's first choice for it (19 MiB, 2 passes). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of nobody's password: checked when there is no user, so that both cases take as long. */
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

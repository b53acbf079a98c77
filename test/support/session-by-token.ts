import { type FoundSession, sessionsByToken } from '#brokerage/identity/identity.queries';
import type { Reader } from '#platform/database/database';

/** Whom one token belongs to, by its hash; null once the session or its user has ended. */
export async function sessionByToken(reader: Reader, hash: Buffer, now: Date): Promise<FoundSession | null> {
  const hex = hash.toString('hex');
  return (await sessionsByToken(reader, [hex], now)).get(hex) ?? null;
}

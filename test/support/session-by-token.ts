import { type FoundSession, sessionsByToken } from '#brokerage/identity/identity.queries';
import type { Reader } from '#platform/database/database';

/**
 * Returns the session with this token hash, and the session's user. Returns null if the session has ended or
 * the user is disabled.
 */
export async function sessionByToken(reader: Reader, hash: Buffer, now: Date): Promise<FoundSession | null> {
  const hex = hash.toString('hex');
  return (await sessionsByToken(reader, [hex], now)).get(hex) ?? null;
}

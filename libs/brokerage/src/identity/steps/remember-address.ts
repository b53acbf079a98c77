import type { Tx } from '#platform/database/database';
import { hashToken } from '#platform/security/secret-tokens';
import { networkOf } from '#domain/access/network-of';
import { ADDRESS_KEPT_MS, purgedBefore } from '#domain/access/retention';

/** Returns the hash of a network address of a user. Only this hash is stored, never the address. */
export const addressHash = (userId: string, address: string): Buffer =>
  hashToken(`${userId}\n${networkOf(address)}`);

/** Returns the earliest sign-in time that still makes an address one of the user's own. */
export const rememberedSince = (now: Date): Date => purgedBefore(now, ADDRESS_KEPT_MS);

/**
 * Stores that a user signed in from a network address, and deletes the user's old addresses. Returns true if the user has
 * signed in from other networks within 90 days and not from this one.
 */
export async function rememberAddress(
  tx: Tx,
  { userId, address, now }: { readonly userId: string; readonly address: string; readonly now: Date },
): Promise<boolean> {
  const hash = addressHash(userId, address);
  const known: { isThis: boolean }[] = await tx.query(
    `SELECT coalesce(address_hash = $2, false) AS "isThis" FROM sign_in_address WHERE user_id = $1 AND last_at >= $3`,
    [userId, hash, rememberedSince(now)],
  );
  await tx.write(
    `INSERT INTO sign_in_address (user_id, address_hash, last_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, address_hash) DO UPDATE SET last_at = greatest(sign_in_address.last_at, excluded.last_at)`,
    [userId, hash, now],
  );
  await tx.write('DELETE FROM sign_in_address WHERE user_id = $1 AND last_at < $2', [
    userId,
    rememberedSince(now),
  ]);
  return known.length > 0 && !known.some(({ isThis }) => isThis);
}

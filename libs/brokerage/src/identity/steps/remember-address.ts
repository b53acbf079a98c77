import type { Tx } from '#platform/database/database';
import { hashToken } from '#platform/security/secret-tokens';
import { networkOf } from '#domain/access/network-of';

/** How long a sign-in makes an address count as the user's own: 90 days. */
const REMEMBERED_MS = 90 * 86_400_000;

/** Returns the hash under which an address of a user is stored, so that no address is stored. */
export const addressHash = (userId: string, address: string): Buffer =>
  hashToken(`${userId}\n${networkOf(address)}`);

/** Returns the instant before which a sign-in from an address counts no longer. */
export const rememberedSince = (now: Date): Date => new Date(now.getTime() - REMEMBERED_MS);

/** Remembers that a user signed in from a network address, and forgets the user's old addresses. */
export async function rememberAddress(
  tx: Tx,
  { userId, address, now }: { readonly userId: string; readonly address: string; readonly now: Date },
): Promise<void> {
  await tx.write(
    `INSERT INTO sign_in_address (user_id, address_hash, last_at) VALUES ($1, $2, $3)
     ON CONFLICT (user_id, address_hash) DO UPDATE SET last_at = greatest(sign_in_address.last_at, excluded.last_at)`,
    [userId, addressHash(userId, address), now],
  );
  await tx.write('DELETE FROM sign_in_address WHERE user_id = $1 AND last_at < $2', [
    userId,
    rememberedSince(now),
  ]);
}

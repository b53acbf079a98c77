import { OWNER_ROLES } from '#contracts/open-work';
import { deputyOf } from '#domain/rules-in-sql';
import type { Tx } from '#platform/database/database';
import { lockIfAvailable } from './choose-owner.js';

/**
 * Returns the owner of new work that would become a user's: the user, or the deputy who covers while the user is away
 * (docs/rules.md §5.1). Locks the deputy, so an act that disables the deputy meanwhile finds the new work and
 * reassigns it.
 */
export async function ownerWhoIsThere(tx: Tx, userId: string, now: Date): Promise<string>;
export async function ownerWhoIsThere(tx: Tx, userId: string | null, now: Date): Promise<string | null>;
export async function ownerWhoIsThere(tx: Tx, userId: string | null, now: Date): Promise<string | null> {
  if (userId === null) return null;
  for (;;) {
    const [cover]: { deputyId: string | null }[] = await tx.query(
      `SELECT ${deputyOf('$1::uuid', '$2::timestamptz')} AS "deputyId"`,
      [userId, now],
    );
    const deputyId = cover?.deputyId ?? null;
    if (deputyId === null) return userId;
    // An act that disabled the deputy has given the absence another deputy, or ended it.
    if (await lockIfAvailable(tx, deputyId, OWNER_ROLES)) return deputyId;
  }
}

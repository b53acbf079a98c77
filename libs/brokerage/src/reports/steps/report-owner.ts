import { OWNER_ROLES } from '#contracts/open-work';
import type { Tx } from '#platform/database/database';
import { lockIfAvailable } from '../../identity/steps/choose-owner.js';
import { ownerWhoIsThere } from '../../identity/steps/owner-who-is-there.js';

interface Reported {
  readonly restrictionId: string;
  /** The owner of the report before. Absent for the first report of a condition. */
  readonly ownerId?: string | null;
}

/**
 * Returns the owner of a new report or concern: the owner of the report before if that user still owns work, or else the
 * owner of the restriction; while that user is away, the deputy.
 *
 * Locks the restriction or the user. Without the lock, an act that disables the owner meanwhile could leave the new work
 * with the disabled user.
 */
export async function reportOwner(
  tx: Tx,
  { restrictionId, ownerId = null }: Reported,
  now: Date,
): Promise<string | null> {
  const isThere = ownerId !== null && (await lockIfAvailable(tx, ownerId, OWNER_ROLES));
  return ownerWhoIsThere(tx, isThere ? ownerId : await ownerOfRestriction(tx, restrictionId), now);
}

async function ownerOfRestriction(tx: Tx, restrictionId: string): Promise<string | null> {
  const [row]: { ownerId: string | null }[] = await tx.lock(
    'SELECT owner_id AS "ownerId" FROM restriction WHERE id = $1 FOR SHARE',
    [restrictionId],
  );
  return row?.ownerId ?? null;
}

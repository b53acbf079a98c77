import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import type { Tx } from '#platform/database/database';
import { chooseOwner } from './choose-owner.js';

interface Reassigning {
  readonly userId: string;
  readonly authorityId: string;
  readonly now: Date;
}

/**
 * Reassigns the open work of a disabled user to the officer or commissioner with the fewest open items. If
 * the authority has no other enabled user, the work keeps its owner, and the watchdog reports the work.
 */
export async function reassignOpenWork(act: Act, from: Reassigning): Promise<void> {
  const { tx } = act;
  const { userId, authorityId } = from;
  const roles = ['officer', 'commissioner'] as const;
  const heirId = await chooseOwner(tx, { authorityId, roles, exceptUserId: userId });
  if (heirId === null) return;
  for (const owned of OWNED) {
    const ids = await reassign(tx, owned, from, heirId);
    await act.append(...ids.map((id) => owned.told(id, heirId, from)));
  }
}

/** A kind of open work: its table, the column with the owner's id, and the event that logs a new owner. */
interface Owned {
  readonly table: string;
  readonly column: string;
  /**
   * An SQL condition that selects the open work of the table, because finished work keeps its owner. If
   * absent, every row with an owner is open work.
   */
  readonly isOpen?: string;
  readonly told: (id: string, ownerId: string, from: Reassigning) => NewEvent;
}

const OWNED: readonly Owned[] = [
  {
    table: 'package',
    column: 'next_action_owner_id',
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('package.handed_over', { packageId: id, ownerId }, { authorityId, at: now }),
  },
  {
    table: 'reallocation_case',
    column: 'next_action_owner_id',
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('case.handed_over', { caseId: id, ownerId }, { authorityId, at: now }),
  },
  {
    table: 'care_dispute',
    column: 'owner_id',
    isOpen: 'settled_at IS NULL',
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('care_dispute.handed_over', { disputeId: id, ownerId }, { authorityId, at: now }),
  },
  {
    table: 'care_difference',
    column: 'owner_id',
    isOpen: 'settled_at IS NULL',
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('care_difference.handed_over', { differenceId: id, ownerId }, { authorityId, at: now }),
  },
  {
    table: 'reallocation',
    column: 'owner_id',
    isOpen: `status NOT IN ('dismissed', 'finished')`,
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('reallocation.handed_over', { reallocationId: id, ownerId }, { authorityId, at: now }),
  },
  {
    table: 'restriction',
    column: 'owner_id',
    isOpen: 'lifted_at IS NULL AND expired_at IS NULL',
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('restriction.handed_over', { restrictionId: id, ownerId }, { authorityId, at: now }),
  },
  {
    table: 'variation_request',
    column: 'owner_id',
    isOpen: `status = 'requested'`,
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('variation.handed_over', { variationRequestId: id, ownerId }, { authorityId, at: now }),
  },
  // Contests must come after restrictions in this list. A new contest gets the restriction's owner under a lock on
  // the restriction, so reassigning contests afterwards finds it.
  {
    table: 'restriction_contest',
    column: 'owner_id',
    isOpen: `status = 'open'`,
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('contest.handed_over', { contestId: id, ownerId }, { authorityId, at: now }),
  },
  // Concerns must come after restrictions in this list. While restrictions are reassigned, a report may be
  // missed, and the new concern then gets the restriction's old owner. Reassigning concerns afterwards
  // reassigns this concern too.
  {
    table: 'concern',
    column: 'owner_id',
    isOpen: 'closed_at IS NULL',
    told: (id, ownerId, { authorityId, now }) =>
      eventOf('concern.handed_over', { concernId: id, ownerId }, { authorityId, at: now }),
  },
];

async function reassign(
  tx: Tx,
  { table, column, isOpen = 'true' }: Owned,
  { userId, authorityId }: Reassigning,
  heirId: string,
): Promise<string[]> {
  const { rows } = await tx.write<{ id: string }>(
    `UPDATE ${table} SET ${column} = $3 WHERE authority_id = $1 AND ${column} = $2 AND ${isOpen} RETURNING id`,
    [authorityId, userId, heirId],
  );
  return rows.map(({ id }) => id);
}

import type { Actor } from '#contracts/access';
import type { Tx } from '#platform/database/database';
import type { EventLog, NewEvent } from '#platform/log/event-log';
import { chooseOwner } from '../../identity/steps/choose-owner.js';

interface HandingOver {
  readonly userId: string;
  readonly authorityId: string;
  readonly now: Date;
}

/**
 * Gives what somebody had to see to, to somebody who is there: whoever of the authority's enabled officers
 * and commissioners has least to see to. Where there is nobody it stays, and the watchdog says so.
 */
export async function handOver(tx: Tx, eventLog: EventLog, actor: Actor, from: HandingOver): Promise<void> {
  const { userId, authorityId } = from;
  const roles = ['officer', 'commissioner'] as const;
  const heirId = await chooseOwner(tx, { authorityId, roles, exceptUserId: userId });
  if (heirId === null) return;
  for (const owned of OWNED) {
    const ids = await handed(tx, owned, from, heirId);
    await eventLog.append(tx, actor, ...ids.map((id) => owned.told(id, heirId, from)));
  }
}

/** Everything that is somebody's to see to: where its owner stands, and what is said of its handing over. */
interface Owned {
  readonly table: string;
  readonly column: string;
  /** What is over stays with whom it was. */
  readonly isOpen?: string;
  readonly told: (id: string, ownerId: string, from: HandingOver) => NewEvent;
}

const OWNED: readonly Owned[] = [
  {
    table: 'package',
    column: 'next_action_owner_id',
    told: (id, ownerId, { authorityId, now }) => ({
      name: 'package.handed_over',
      authorityId,
      subject: { type: 'package', id },
      packageId: id,
      at: now,
      payload: { packageId: id, ownerId },
    }),
  },
  {
    table: 'reallocation_case',
    column: 'next_action_owner_id',
    told: (id, ownerId, { authorityId, now }) => ({
      name: 'case.handed_over',
      authorityId,
      subject: { type: 'case', id },
      at: now,
      payload: { caseId: id, ownerId },
    }),
  },
  {
    table: 'reallocation',
    column: 'owner_id',
    told: (id, ownerId, { authorityId, now }) => ({
      name: 'reallocation.handed_over',
      authorityId,
      subject: { type: 'reallocation', id },
      at: now,
      payload: { reallocationId: id, ownerId },
    }),
  },
  {
    table: 'restriction',
    column: 'owner_id',
    isOpen: 'lifted_at IS NULL AND expired_at IS NULL',
    told: (id, ownerId, { authorityId, now }) => ({
      name: 'restriction.handed_over',
      authorityId,
      subject: { type: 'restriction', id },
      at: now,
      payload: { restrictionId: id, ownerId },
    }),
  },
  {
    table: 'variation_request',
    column: 'owner_id',
    isOpen: `status = 'requested'`,
    told: (id, ownerId, { authorityId, now }) => ({
      name: 'variation.handed_over',
      authorityId,
      subject: { type: 'variation_request', id },
      at: now,
      payload: { variationRequestId: id, ownerId },
    }),
  },
  // After the restrictions: an update that is being missed at this moment is a concern of the restriction's owner.
  {
    table: 'concern',
    column: 'owner_id',
    told: (id, ownerId, { authorityId, now }) => ({
      name: 'concern.handed_over',
      authorityId,
      subject: { type: 'concern', id },
      at: now,
      payload: { concernId: id, ownerId },
    }),
  },
];

async function handed(
  tx: Tx,
  { table, column, isOpen = 'true' }: Owned,
  { userId, authorityId }: HandingOver,
  heirId: string,
): Promise<string[]> {
  const { rows } = await tx.write<{ id: string }>(
    `UPDATE ${table} SET ${column} = $3 WHERE authority_id = $1 AND ${column} = $2 AND ${isOpen} RETURNING id`,
    [authorityId, userId, heirId],
  );
  return rows.map(({ id }) => id);
}

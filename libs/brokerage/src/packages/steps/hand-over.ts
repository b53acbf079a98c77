import type { Actor } from '#contracts/access';
import type { Tx } from '#platform/database/database';
import type { EventLog } from '#platform/log/event-log';

/**
 * Gives what somebody had to see to, to somebody who is there: whoever of the authority's enabled officers
 * and commissioners has least to see to. Where there is nobody it stays, and the watchdog says so.
 */
export async function handOver(
  tx: Tx,
  eventLog: EventLog,
  actor: Actor,
  { userId, authorityId, now }: { readonly userId: string; readonly authorityId: string; readonly now: Date },
): Promise<void> {
  const [heir]: { id: string }[] = await tx.query(
    `SELECT u.id FROM app_user u
     WHERE u.authority_id = $1 AND u.id <> $2 AND u.disabled_at IS NULL AND u.role IN ('officer', 'commissioner')
     ORDER BY (SELECT count(*) FROM package p WHERE p.next_action_owner_id = u.id), u.created_at, u.id LIMIT 1`,
    [authorityId, userId],
  );
  if (!heir) return;
  const [handed]: [{ id: string }[], number] = await tx.query(
    'UPDATE package SET next_action_owner_id = $3 WHERE authority_id = $1 AND next_action_owner_id = $2 RETURNING id',
    [authorityId, userId, heir.id],
  );
  for (const { id } of handed)
    await eventLog.append(tx, actor, {
      name: 'package.handed_over',
      authorityId,
      subject: { type: 'package', id },
      packageId: id,
      at: now,
      payload: { packageId: id, ownerId: heir.id },
    });
}

import { turnDueAt } from '#domain/reallocations/case-next-action';
import type { Tx } from '#platform/database/database';
import type { ReallocationEntity } from '../../rows/reallocation.entity.js';

/** Sets the due time of each queued case, counted from now at the reallocation's present pace. */
export async function planReleases(
  tx: Tx,
  { id, pacePerMinute }: Pick<ReallocationEntity, 'id' | 'pacePerMinute'>,
  now: Date,
): Promise<void> {
  const waiting: { id: string }[] = await tx.query(
    `SELECT id FROM reallocation_case WHERE reallocation_id = $1 AND status = 'queued' ORDER BY rank`,
    [id],
  );
  await tx.write(
    `UPDATE reallocation_case c SET next_action_due_at = turn.due_at
     FROM unnest($1::uuid[], $2::timestamptz[]) AS turn (id, due_at)
     WHERE c.id = turn.id AND c.status = 'queued'`,
    [waiting.map((one) => one.id), waiting.map((_, index) => turnDueAt(now, index + 1, pacePerMinute))],
  );
}

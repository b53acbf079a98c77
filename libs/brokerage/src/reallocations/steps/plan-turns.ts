import type { Tx } from '#platform/database/database';
import type { ReallocationEntity } from '../reallocation.entity.js';

/** Says anew by when each waiting case should have had its turn, at the pace that holds from now on. */
export async function planTurns(
  tx: Tx,
  { id, pacePerMinute }: Pick<ReallocationEntity, 'id' | 'pacePerMinute'>,
  now: Date,
): Promise<void> {
  await tx.query(
    `UPDATE reallocation_case c SET next_action_due_at = $3::timestamptz + make_interval(mins => turn.minutes)
     FROM (SELECT id, ((row_number() OVER (ORDER BY rank) - 1) / $2)::int + 5 AS minutes
           FROM reallocation_case WHERE reallocation_id = $1 AND status = 'queued') turn
     WHERE c.id = turn.id`,
    [id, pacePerMinute, now],
  );
}

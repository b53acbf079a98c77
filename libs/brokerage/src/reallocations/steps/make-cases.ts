import { v7 as uuid } from 'uuid';
import { turnDueAt } from '#domain/reallocations/case-next-action';
import { inOrderOfRisk } from '#domain/reallocations/in-order-of-risk';
import type { Tx } from '#platform/database/database';
import type { PlacementInScope } from './placements-in-scope.js';
import type { ReallocationEntity } from '../../rows/reallocation.entity.js';

/** Inserts one case for each placement to be transferred, ranked by risk, in one statement. */
export async function makeCases(
  tx: Tx,
  { id: reallocationId, authorityId, ownerId, pacePerMinute }: ReallocationEntity,
  placements: readonly PlacementInScope[],
  now: Date,
): Promise<void> {
  const cases = placements.toSorted(inOrderOfRisk).map((care, index) => ({
    id: uuid(),
    rank: index + 1,
    due_at: turnDueAt(now, index + 1, pacePerMinute),
    placement_id: care.placementId,
    package_id: care.packageId,
    person_id: care.personId,
    time_critical: care.timeCritical,
    double_up: care.doubleUp,
    lives_alone: care.livesAlone,
    weekly_minutes: care.weeklyMinutes,
  }));
  await tx.write(
    `INSERT INTO reallocation_case (id, authority_id, reallocation_id, rank, placement_id, package_id, person_id, time_critical,
       double_up, lives_alone, weekly_minutes, status, changed_at, next_action, next_action_owner_id, next_action_due_at)
     SELECT id, $1, $2, rank, placement_id, package_id, person_id, time_critical, double_up, lives_alone, weekly_minutes,
            'queued', $3, 'await_turn', $4, due_at
     FROM jsonb_to_recordset($5::jsonb) AS c (id uuid, rank integer, due_at timestamptz, placement_id uuid, package_id uuid,
       person_id uuid, time_critical boolean, double_up boolean, lives_alone boolean, weekly_minutes integer)`,
    [authorityId, reallocationId, now, ownerId, JSON.stringify(cases)],
  );
}

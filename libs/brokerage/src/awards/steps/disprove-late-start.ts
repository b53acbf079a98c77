import { isStartInTime } from '#domain/awards/start-due';
import type { Act } from '#platform/acts/act';
import type { AwardEntity } from '../../rows/award.entity.js';

/**
 * Closes the concern about a late start as disproved if care started by its due time after all. Does nothing if there
 * is no open concern about the start of this award.
 */
export async function disproveLateStart(
  act: Act,
  award: Pick<AwardEntity, 'id' | 'authorityId' | 'packageId' | 'startDueAt'>,
  { startedAt, now }: { readonly startedAt: Date; readonly now: Date },
): Promise<void> {
  if (!isStartInTime(startedAt, award.startDueAt)) return;
  const { rows } = await act.tx.write<{ concernId: string; branchId: string }>(
    `UPDATE concern SET closed_at = $2, outcome = 'disproved'
     WHERE award_id = $1 AND kind = 'late_start' AND closed_at IS NULL
     RETURNING id AS "concernId", branch_id AS "branchId"`,
    [award.id, now],
  );
  const { authorityId, packageId } = award;
  for (const row of rows)
    await act.log(
      'concern.closed',
      { ...row, kind: 'late_start', outcome: 'disproved' },
      { authorityId, packageId, at: now },
    );
}

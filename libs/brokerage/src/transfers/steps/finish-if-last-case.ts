import type { Act } from '#platform/acts/act';
import type { ReallocationStatus } from '#contracts/reallocations';

/**
 * Reduces a reallocation's number of open cases by one. After the last case, finishes the reallocation. The
 * update locks the row, so exactly one transaction finishes the reallocation.
 *
 * An act calls this step last, to hold the lock briefly.
 */
export async function finishIfLastCase(act: Act, reallocationId: string, now: Date): Promise<void> {
  const { tx } = act;
  const {
    rows: [row],
  } = await tx.write<{
    authorityId: string;
    branchId: string;
    providerId: string;
    status: ReallocationStatus;
  }>(
    `UPDATE reallocation r
     SET open_cases = r.open_cases - 1,
         status = CASE WHEN r.open_cases = 1 THEN 'finished' ELSE r.status END,
         finished_at = CASE WHEN r.open_cases = 1 THEN $2::timestamptz END,
         next_release_at = CASE WHEN r.open_cases > 1 THEN r.next_release_at END
     FROM branch b WHERE r.id = $1 AND b.id = r.branch_id
     RETURNING r.authority_id AS "authorityId", r.branch_id AS "branchId", b.provider_id AS "providerId", r.status`,
    [reallocationId, now],
  );
  if (row?.status !== 'finished') return;
  await act.log(
    'reallocation.finished',
    { reallocationId, branchId: row.branchId },
    { authorityId: row.authorityId, providerIds: [row.providerId], at: now },
  );
}

import type { Tx } from '#platform/database/database';
import { ASKS_BRANCH } from '../forbidden-work.queries.js';

/**
 * Locks every row that `forbiddenAt` reads for one branch. Locks first the packages, then the broadcasts, in
 * order of package ids.
 */
export async function lockBranchWork(tx: Tx, branchId: string): Promise<void> {
  await tx.lock(
    `SELECT 1 FROM package WHERE id IN (
       SELECT package_id FROM broadcast b WHERE ${ASKS_BRANCH}
       UNION ALL
       SELECT package_id FROM award WHERE delivering_branch_id = $1 AND status = 'awaiting_start')
     ORDER BY id FOR UPDATE`,
    [branchId],
  );
  await tx.lock(`SELECT 1 FROM broadcast b WHERE ${ASKS_BRANCH} ORDER BY package_id FOR UPDATE`, [branchId]);
}

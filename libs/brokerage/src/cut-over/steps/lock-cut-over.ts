import type { Stage } from '#contracts/cut-over';
import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';

/**
 * Locks the stage of an authority until the commit, and reads it. Acts that answer a list or a difference share the lock;
 * the acts that change the stage hold it alone. So nothing is answered or raised while an authority goes live.
 */
export async function lockStage(
  tx: Tx,
  authorityId: string,
  mode: 'FOR SHARE' | 'FOR NO KEY UPDATE',
): Promise<Stage> {
  const [row] = await tx.lock<{ stage: Stage }>(`SELECT stage FROM authority WHERE id = $1 ${mode}`, [
    authorityId,
  ]);
  return found(row, 'care_list_not_found').stage;
}

/** @throws DomainError `cut_over_finished` once the authority is live */
export async function lockUnfinished(
  tx: Tx,
  authorityId: string,
  mode: 'FOR SHARE' | 'FOR NO KEY UPDATE' = 'FOR NO KEY UPDATE',
): Promise<Stage> {
  const stage = await lockStage(tx, authorityId, mode);
  if (stage === 'live') throw new DomainError('cut_over_finished');
  return stage;
}

import type { Act } from '#platform/acts/act';
import type { Tx } from '#platform/database/database';
import { AwardEntity } from '../../rows/award.entity.js';
import { takeBackAward } from './take-back-award.js';
import { BroadcastEntity } from '../../rows/broadcast.entity.js';
import { cancelLockedBroadcast } from '../../broadcasts/steps/cancel-locked-broadcast.js';
import type { OpenCase } from '../../facts/open-case.queries.js';
import { type CaseChanged, changeCaseStatus } from '../../transfers/steps/change-case-status.js';

/**
 * Locks and returns a case's award whose care has not started. Returns null if there is no such award.
 *
 * The function `stopSearch` withdraws this award. Its caller must first lock the award's branch.
 */
export function lockPromisedAward(tx: Tx, { packageId, status }: OpenCase): Promise<AwardEntity | null> {
  if (status !== 'awarded') return Promise.resolve(null);
  const where = { packageId, status: 'awaiting_start' } as const;
  return tx.findOne(AwardEntity, { where, lock: { mode: 'pessimistic_write' } });
}

export async function stopSearch(
  act: Act,
  openCase: OpenCase,
  by: 'keep' | 'end',
  stopped: CaseChanged & { readonly authorityId: string; readonly promised: AwardEntity | null },
): Promise<void> {
  const { tx } = act;
  const { now, authorityId, promised, kept } = stopped;
  const why = { now, reason: kept?.reason ?? null };
  const asking = await lockUndecidedBroadcast(tx, openCase);
  if (asking) await cancelLockedBroadcast(act, asking, why);
  if (promised) await takeBackAward(act, promised, why);
  await changeCaseStatus(act, authorityId, openCase, by, stopped);
}

function lockUndecidedBroadcast(tx: Tx, { packageId, status }: OpenCase): Promise<BroadcastEntity | null> {
  if (status !== 'broadcast' && status !== 'deciding') return Promise.resolve(null);
  const isUndecided = [
    { packageId, status: 'open' },
    { packageId, status: 'closed' },
  ] as const;
  return tx.findOne(BroadcastEntity, { where: [...isUndecided], lock: { mode: 'pessimistic_write' } });
}

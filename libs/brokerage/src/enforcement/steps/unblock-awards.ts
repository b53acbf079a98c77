import type { Act } from '#platform/acts/act';
import { IsNull, Not } from 'typeorm';
import type { Tx } from '#platform/database/database';
import { AwardEntity } from '../../rows/award.entity.js';
import { chaseLateStart } from '../../awards/steps/chase-late-start.js';
import { PackageEntity } from '../../rows/package.entity.js';
import { askToAwaitStart } from '../../packages/steps/write-next-action.js';
import { BranchEntity } from '../../rows/provider.entity.js';
import { mayDeliver } from '../../facts/may-deliver.js';
import { involvedProviders } from '../../providers/steps/involved-providers.js';
import { forbiddenAt } from '../forbidden-work.queries.js';

interface Freed {
  readonly branchId: string;
  readonly now: Date;
}

/**
 * Unblocks a branch's awards that no restriction forbids any more, if the branch is registered. The next
 * action on each package is then to await the start of care. If the start is overdue, the next action is to
 * chase the start.
 *
 * The caller has the standing lock exclusively.
 */
export async function unblockAwards(act: Act, freed: Freed): Promise<void> {
  const { tx } = act;
  for (const award of await allowedAgain(tx, freed)) {
    const { id: awardId, authorityId, packageId, broadcastId, branchId, deliveringBranchId } = award;
    const pkg = await tx.findOneByOrFail(PackageEntity, { id: packageId });
    await tx.update(AwardEntity, { id: awardId }, { blockedAt: null });
    await act.log(
      'award.unblocked',
      { awardId, broadcastId, packageId, branchId, deliveringBranchId },
      { authorityId, providerIds: await involvedProviders(tx, award), at: freed.now },
    );
    if (award.overdueAt === null) await askToAwaitStart(tx, pkg, award.startDueAt);
    else await chaseLateStart(act, { pkg, award }, freed.now);
  }
}

/**
 * Locks the packages of a branch's blocked awards. Returns the awards that no restriction forbids now.
 * Returns none if the branch is not registered.
 */
async function allowedAgain(tx: Tx, { branchId, now }: Freed): Promise<AwardEntity[]> {
  await tx.lock(
    `SELECT 1 FROM package WHERE id IN (
       SELECT package_id FROM award
       WHERE delivering_branch_id = $1 AND status = 'awaiting_start' AND blocked_at IS NOT NULL)
     ORDER BY id FOR UPDATE`,
    [branchId],
  );
  const blocked = await tx.find(AwardEntity, {
    where: { deliveringBranchId: branchId, status: 'awaiting_start', blockedAt: Not(IsNull()) },
    order: { packageId: 'ASC' },
  });
  if (blocked.length === 0) return [];
  if (!mayDeliver(await tx.findOneByOrFail(BranchEntity, { id: branchId }))) return [];
  const forbidden = new Set((await forbiddenAt(tx, { branchId, at: now })).awards.map((one) => one.awardId));
  return blocked.filter(({ id }) => !forbidden.has(id));
}

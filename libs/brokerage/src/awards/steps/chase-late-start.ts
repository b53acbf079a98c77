import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import { ownerWhoIsThere } from '../../identity/steps/owner-who-is-there.js';
import { ConcernEntity } from '../../rows/report.entity.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { askToChaseStart } from '../../packages/steps/write-next-action.js';
import type { AwardEntity } from '../../rows/award.entity.js';

/**
 * Asks the package's owner to chase a late start, and records one concern about the branch. The caller has
 * locked the package.
 */
export async function chaseLateStart(
  act: Act,
  { pkg, award }: { readonly pkg: PackageEntity; readonly award: AwardEntity },
  now: Date,
): Promise<void> {
  const { tx } = act;
  const askedId = await askToChaseStart(tx, pkg, now);
  const { id: awardId, authorityId, packageId, deliveringBranchId: branchId } = award;
  const kind = 'late_start';
  if (await tx.existsBy(ConcernEntity, { awardId, kind })) return;
  const concernId = uuid();
  const ownerId = await ownerWhoIsThere(tx, askedId, now);
  const about = { authorityId, branchId, kind, packageId, awardId, reportId: null } as const;
  await tx.insert(ConcernEntity, { id: concernId, ...about, ownerId, at: now });
  await act.log('concern.recorded', { concernId, branchId, kind }, { authorityId, packageId, at: now });
}

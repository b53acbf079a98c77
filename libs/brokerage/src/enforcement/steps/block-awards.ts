import type { Act } from '#platform/acts/act';
import { AwardEntity } from '../../rows/award.entity.js';
import { PackageEntity } from '../../rows/package.entity.js';
import { askToReplaceAward } from '../../packages/steps/write-next-action.js';
import { involvedProviders } from '../../providers/steps/involved-providers.js';
import type { ForbiddenAward } from '../forbidden-work.queries.js';

/**
 * Blocks awards because a restriction forbids their start of care. The owner's next action is then to
 * withdraw the award. Awards that are already blocked stay unchanged.
 */
export async function blockAwards(
  act: Act,
  awards: readonly ForbiddenAward[],
  { restrictionId, now }: { readonly restrictionId: string | null; readonly now: Date },
): Promise<void> {
  const { tx } = act;
  for (const { awardId } of awards.filter(({ isBlocked }) => !isBlocked)) {
    const award = await tx.findOneByOrFail(AwardEntity, { id: awardId });
    const { authorityId, packageId, broadcastId, branchId, deliveringBranchId } = award;
    await tx.update(AwardEntity, { id: awardId }, { blockedAt: now });
    await askToReplaceAward(tx, await tx.findOneByOrFail(PackageEntity, { id: packageId }), now);
    await act.log(
      'award.blocked',
      { awardId, broadcastId, packageId, branchId, deliveringBranchId, restrictionId },
      { authorityId, providerIds: await involvedProviders(tx, award), at: now },
    );
  }
}

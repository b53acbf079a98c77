import type { Act } from '#platform/acts/act';
import { AWARD_LIFE, OFFER_LIFE } from '#domain/lifecycles';
import { nextStatus } from '#domain/lifecycle';
import { OfferEntity } from '../../rows/offer.entity.js';
import { involvedProviders } from '../../providers/steps/involved-providers.js';
import { lockCapacity, takeCapacity } from '../../providers/steps/take-capacity.js';
import { returnPermissions } from '../../restrictions/steps/use-permissions.js';
import { AwardEntity } from '../../rows/award.entity.js';
import { digestRecord } from '../../digests/digest-records.js';

/**
 * Withdraws an award before care has started. Gives back the capacity and the permissions that the award
 * took.
 *
 * The caller has locked the package and the branch.
 *
 * @throws DomainError `move_not_allowed` once care has started or the award is withdrawn
 */
export async function takeBackAward(
  act: Act,
  award: AwardEntity,
  { now, reason }: { readonly now: Date; readonly reason: string | null },
): Promise<void> {
  const { tx } = act;
  const { authorityId, deliveringBranchId: branchId, lotId, weeklyMinutes } = award;
  const status = nextStatus(AWARD_LIFE, award.status, 'withdraw');
  await lockCapacity(tx, { authorityId, branchId, lotId });
  await takeCapacity(tx, { authorityId, branchId, lotId }, -weeklyMinutes);
  await returnPermissions(act, award, now);
  await tx.update(AwardEntity, { id: award.id }, { status, withdrawnAt: now, withdrawReason: reason });
  const offerStatus = nextStatus(OFFER_LIFE, 'awarded', 'withdraw_award');
  await tx.update(OfferEntity, { id: award.offerId }, { status: offerStatus });
  await logAwardWithdrawn(act, award, now);
}

async function logAwardWithdrawn(act: Act, award: AwardEntity, now: Date): Promise<void> {
  const { tx } = act;
  const { id, authorityId, packageId, broadcastId, branchId, deliveringBranchId } = award;
  await act.log(
    'award.withdrawn',
    {
      ...(await digestRecord(tx, 'award_withdrawal', id)),
      awardId: id,
      broadcastId,
      packageId,
      branchId,
      deliveringBranchId,
    },
    { authorityId, providerIds: await involvedProviders(tx, award), at: now },
  );
}

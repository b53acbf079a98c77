import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { IsNull, Not } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { startDueAt } from '#domain/awards/start-due';
import { BROADCAST_LIFE, OFFER_LIFE } from '#domain/lifecycles';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { userIdOf } from '#platform/acts/caller';
import { insertRows } from '#platform/database/insert-rows';
import { BroadcastEntity } from '../../rows/broadcast.entity.js';
import { endInvitations } from '../../broadcasts/steps/close-locked-broadcast.js';
import type { LockedBroadcast } from '../../broadcasts/steps/lock-broadcast.js';
import { assertEligible } from '../../eligibility/decide-for-branches.js';
import { packageFacts } from '../../facts/package-facts.js';
import { OfferEntity } from '../../rows/offer.entity.js';
import { offerEventFields } from '../../offers/steps/offer-event-fields.js';
import { changePackageStatus } from '../../packages/steps/change-package-status.js';
import { lockBranch } from '../../providers/steps/lock-branch.js';
import { lockPermissions } from '../../restrictions/steps/lock-permissions.js';
import { usePermissions } from '../../restrictions/steps/use-permissions.js';
import { AwardEntity } from '../../rows/award.entity.js';
import { involvedProviders } from '../../providers/steps/involved-providers.js';
import { lockCapacity, takeCapacity } from '../../providers/steps/take-capacity.js';
import { digestRecord, together } from '../../digests/digest-records.js';

export interface Awarding {
  readonly now: Date;
  readonly reason: string | null;
}

/**
 * Awards a locked broadcast to one offer. Decides again whether the branch is eligible, takes capacity and
 * consumes permissions.
 *
 * @throws DomainError `branch_not_eligible` with every rule that failed
 */
export async function makeAward(
  act: Act,
  locked: LockedBroadcast,
  offer: OfferEntity,
  awarding: Awarding,
): Promise<string> {
  const { tx, actor } = act;
  const { pkg, broadcast } = locked;
  const { branchId, deliveringBranchId } = offer;
  const { authorityId, lotId } = broadcast;
  const capacity = { authorityId, branchId: deliveringBranchId, lotId };
  const status = nextStatus(BROADCAST_LIFE, broadcast.status, 'award');

  await lockBranch(tx, deliveringBranchId);
  await lockCapacity(tx, capacity);
  await lockPermissions(tx, pkg.personId, pkg.id);
  const decision = await assertEligible(tx, broadcast.ratingPolicy, {
    pkg: packageFacts(pkg, offer.startsOn),
    now: awarding.now,
    pair: { branchId, deliveringBranchId },
  });
  await takeCapacity(tx, capacity, pkg.weeklyMinutes);

  if (broadcast.status === 'open') await endInvitations(act, broadcast, awarding.now);
  const closedAt = broadcast.closedAt ?? awarding.now;
  await tx.update(
    BroadcastEntity,
    { id: broadcast.id },
    { status, closedAt, version: broadcast.version + 1 },
  );
  const award = await saveAward(act, locked, offer, { ...awarding, checks: decision.checks });
  await usePermissions(act, {
    authorityId,
    branchId: deliveringBranchId,
    packageId: pkg.id,
    permissionIds: decision.usesPermissionIds,
    by: { awardId: award.id },
    now: awarding.now,
  });
  await changePackageStatus(act, pkg, 'award', {
    now: awarding.now,
    ownerId: userIdOf(actor),
    dueAt: award.startDueAt,
  });
  await logAwardMade(act, locked, offer, award);
  await closeLosingOffers(act, locked, awarding.now);
  return award.id;
}

/**
 * Awards a locked broadcast to an offer if the branch is still eligible. Otherwise writes nothing and returns
 * false.
 */
export async function makeAwardIfEligible(
  act: Act,
  locked: LockedBroadcast,
  offer: OfferEntity,
  awarding: Awarding,
): Promise<boolean> {
  try {
    await makeAward(act, locked, offer, awarding);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'branch_not_eligible') return false;
    throw error;
  }
}

async function saveAward(
  act: Act,
  { pkg, broadcast }: LockedBroadcast,
  offer: OfferEntity,
  { now, reason, checks }: Awarding & Pick<AwardEntity, 'checks'>,
): Promise<AwardEntity> {
  const { tx, actor } = act;
  const award: AwardEntity = {
    id: uuid(),
    authorityId: broadcast.authorityId,
    packageId: pkg.id,
    personId: pkg.personId,
    broadcastId: broadcast.id,
    offerId: offer.id,
    branchId: offer.branchId,
    deliveringBranchId: offer.deliveringBranchId,
    lotId: broadcast.lotId,
    weeklyMinutes: pkg.weeklyMinutes,
    hourlyRatePence: offer.hourlyRatePence,
    startsOn: offer.startsOn,
    status: 'awaiting_start',
    reason,
    checks,
    awardedAt: now,
    awardedBy: userIdOf(actor),
    startDueAt: startDueAt(pkg.visits, offer.startsOn, now),
    overdueAt: null,
    blockedAt: null,
    startedAt: null,
    withdrawnAt: null,
    withdrawReason: null,
  };
  await tx.update(OfferEntity, { id: offer.id }, { status: nextStatus(OFFER_LIFE, offer.status, 'award') });
  await insertRows(tx, AwardEntity, award);
  return award;
}

/**
 * Logs the award for the providers of the contracted branch and the delivering branch, because both have work
 * to do after an award.
 */
async function logAwardMade(
  act: Act,
  { pkg, broadcast }: LockedBroadcast,
  offer: OfferEntity,
  award: AwardEntity,
): Promise<void> {
  const isFirstRanking = broadcast.status === 'open';
  const { tx } = act;
  // If the first acceptable offer wins, the award ranks the offers. Otherwise the close of the broadcast ranked them.
  const ranking = isFirstRanking ? [await digestRecord(tx, 'ranking', award.broadcastId)] : [];
  await act.log(
    'award.made',
    {
      ...together(await digestRecord(tx, 'award', award.id), ...ranking),
      awardId: award.id,
      broadcastId: award.broadcastId,
      packageId: pkg.id,
      branchId: award.branchId,
      deliveringBranchId: award.deliveringBranchId,
      offerId: offer.id,
      rank: offer.rank ?? 1,
      startDueAt: award.startDueAt.toISOString(),
    },
    { authorityId: award.authorityId, providerIds: await involvedProviders(tx, award), at: award.awardedAt },
  );
}

/**
 * Marks every other valid offer of an awarded broadcast as lost. The event to each loser contains only the
 * loser's own rank.
 */
async function closeLosingOffers(act: Act, { broadcast }: LockedBroadcast, now: Date): Promise<void> {
  const { tx } = act;
  const losers = await tx.findBy(OfferEntity, { broadcastId: broadcast.id, status: 'standing' });
  await tx.update(
    OfferEntity,
    { broadcastId: broadcast.id, status: 'standing' },
    { status: nextStatus(OFFER_LIFE, 'standing', 'lose') },
  );
  const of = await tx.countBy(OfferEntity, { broadcastId: broadcast.id, rank: Not(IsNull()) });
  const events = losers.map((offer): NewEvent => {
    const { fact, envelope } = offerEventFields(broadcast, offer, now);
    return eventOf('offer.lost', { ...fact, rank: offer.rank, of }, envelope);
  });
  await act.append(...events);
}

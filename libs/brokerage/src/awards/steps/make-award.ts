import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import { startDueAt } from '#domain/awards/start-due';
import { BROADCAST_LIFE, OFFER_LIFE } from '#domain/lifecycles';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { userIdOf } from '#platform/acts/caller';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { updateRow } from '#platform/database/update-row';
import { BroadcastEntity } from '../../rows/broadcast.entity.js';
import { endInvitations } from '../../broadcasts/steps/close-locked-broadcast.js';
import type { LockedBroadcast } from '../../broadcasts/steps/lock-broadcast.js';
import { assertEligible } from '../../eligibility/decide-for-branches.js';
import type { OpenCase } from '../../facts/open-case.queries.js';
import { packageFacts } from '../../facts/package-facts.js';
import type { OfferEntity } from '../../rows/offer.entity.js';
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
  /** The reason that every bidder reads. */
  readonly reasonForBidders?: string | null;
  /** The package's open case, or null, if the caller has read it already. If absent, it is read. */
  readonly openCase?: OpenCase | null | undefined;
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

  // Sent together, in this order. PostgreSQL reads the facts once everything is locked.
  const [, , , decision, providerIds] = await Promise.all([
    lockBranch(tx, deliveringBranchId),
    lockCapacity(tx, capacity),
    lockPermissions(tx, pkg.personId, pkg.id),
    assertEligible(tx, broadcast.ratingPolicy, {
      pkg: packageFacts(pkg, offer.startsOn),
      now: awarding.now,
      pair: { branchId, deliveringBranchId },
      openCase: awarding.openCase,
    }),
    involvedProviders(tx, { branchId, deliveringBranchId }),
  ]);
  const award = newAward(act, locked, offer, { ...awarding, checks: decision.checks });
  if (broadcast.status === 'open') await endInvitations(act, broadcast, awarding.now);
  const closedAt = broadcast.closedAt ?? awarding.now;
  // The writes are sent together. PostgreSQL runs them in this order, so permissions can name the award.
  const [, , , , , lost] = await Promise.all([
    insertRows(tx, AwardEntity, award),
    takeCapacity(tx, capacity, pkg.weeklyMinutes),
    updateRow(tx, BroadcastEntity, broadcast.id, { status, closedAt, version: broadcast.version + 1 }),
    usePermissions(act, {
      authorityId,
      branchId: deliveringBranchId,
      packageId: pkg.id,
      permissionIds: decision.usesPermissionIds,
      by: { awardId: award.id },
      now: awarding.now,
    }),
    changePackageStatus(act, pkg, 'award', {
      now: awarding.now,
      ownerId: userIdOf(actor),
      dueAt: award.startDueAt,
      openCase: awarding.openCase,
    }),
    closeOffers(tx, offer),
  ]);
  await logAwardMade(act, locked, offer, award, providerIds);
  await act.append(...lost.map((loser) => offerLost(broadcast, loser, awarding.now)));
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

function newAward(
  { actor }: Act,
  { pkg, broadcast }: LockedBroadcast,
  offer: OfferEntity,
  { now, reason, reasonForBidders = null, checks }: Awarding & Pick<AwardEntity, 'checks'>,
): AwardEntity {
  return {
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
    reasonForBidders,
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
}

/**
 * Logs the award for the providers of the contracted branch and the delivering branch, because both have work
 * to do after an award.
 */
async function logAwardMade(
  act: Act,
  { broadcast }: LockedBroadcast,
  offer: OfferEntity,
  award: AwardEntity,
  providerIds: readonly string[],
): Promise<void> {
  const { tx } = act;
  const { id: awardId, authorityId, broadcastId, packageId, branchId, deliveringBranchId } = award;
  // If the first acceptable offer wins, the award ranks the offers. Otherwise the close of the broadcast ranked them.
  const isFirstRanking = broadcast.status === 'open';
  const [digests, ...ranking] = await Promise.all([
    digestRecord(tx, 'award', awardId),
    ...(isFirstRanking ? [digestRecord(tx, 'ranking', broadcastId)] : []),
  ]);
  return act.log(
    'award.made',
    {
      ...together(digests, ...ranking),
      awardId,
      broadcastId,
      packageId,
      branchId,
      deliveringBranchId,
      offerId: offer.id,
      rank: offer.rank ?? 1,
      startDueAt: award.startDueAt.toISOString(),
    },
    { authorityId, providerIds, at: award.awardedAt },
  );
}

interface LostOffer extends Pick<OfferEntity, 'id' | 'providerId' | 'rank'> {
  /** How many offers of the broadcast have a rank. */
  readonly of: number;
}

/** Marks the chosen offer as awarded and every other valid offer of its broadcast as lost. Returns the losers. */
async function closeOffers(tx: Tx, { id, broadcastId, status }: OfferEntity): Promise<LostOffer[]> {
  const { rows } = await tx.write<LostOffer>(
    `UPDATE offer SET status = CASE WHEN id = $2 THEN $3 ELSE $4 END
     WHERE broadcast_id = $1 AND (id = $2 OR status = 'standing')
     RETURNING id, provider_id AS "providerId", rank,
       (SELECT count(*)::int FROM offer o WHERE o.broadcast_id = $1 AND o.rank IS NOT NULL) AS of`,
    [broadcastId, id, nextStatus(OFFER_LIFE, status, 'award'), nextStatus(OFFER_LIFE, 'standing', 'lose')],
  );
  return rows.filter((offer) => offer.id !== id);
}

/** Makes the event that tells a bidder that its offer was not chosen. It contains only the loser's own rank. */
function offerLost(broadcast: BroadcastEntity, { of, rank, ...offer }: LostOffer, now: Date): NewEvent {
  const { fact, envelope } = offerEventFields(broadcast, offer, now);
  return eventOf('offer.lost', { ...fact, rank, of }, envelope);
}

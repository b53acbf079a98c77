import { Injectable } from '@nestjs/common';
import type { AwardView } from '#contracts/awards';
import { BROADCAST_LIFE } from '#domain/lifecycles';
import { DomainError } from '#domain/domain-error';
import { isBlank } from '#domain/faults';
import { nextStatus } from '#domain/lifecycle';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { findRow } from '#platform/database/find-row';
import { authorityOf, found } from '../access/scope.js';
import { type LockedBroadcast, lockBroadcast } from '../broadcasts/steps/lock-broadcast.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { rankStanding, writeRanks } from '../offers/steps/rank-standing-offers.js';
import { lockBranches } from '../providers/steps/lock-branch.js';
import { openCaseOf } from '../facts/open-case.queries.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { awardView } from './awards.queries.js';
import { makeAward, makeAwardIfEligible } from './steps/make-award.js';

export interface AwardOfferCommand {
  readonly broadcastId: string;
  readonly offerId: string;
  /** The reason for the award. Required if the offer is not the top offer. */
  readonly reason?: string | null | undefined;
  /** The reason that every bidder of the broadcast reads. It should name no other branch, no person and no price. */
  readonly reasonForBidders?: string | null | undefined;
}

/**
 * Awards a broadcast to one offer. A package is awarded at most once, even if several requests arrive at the
 * same moment.
 */
@Injectable()
export class AwardOffer {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `broadcast_still_open`; `move_not_allowed` once the broadcast is awarded, unfilled or
   * cancelled; `offer_not_standing`, `award_needs_reason`; `branch_not_eligible` with every rule that failed
   */
  execute(caller: Caller, command: AwardOfferCommand): Promise<AwardView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'award-offer', command, async (act) => {
      const { tx } = act;
      // Sent together, in this order: the standing lock comes before any other.
      const [, locked] = await Promise.all([
        shareStandingLock(tx),
        lockBroadcast(tx, command.broadcastId, authorityId),
      ]);
      const { status, closesAt } = locked.broadcast;
      if (status === 'open')
        throw new DomainError('broadcast_still_open', { closesAt: closesAt.toISOString() });
      nextStatus(BROADCAST_LIFE, status, 'award');
      const [offer, best, openCase] = await Promise.all([
        this.standing(tx, locked, command.offerId),
        this.bestRank(tx, locked),
        openCaseOf(tx, locked.pkg.id),
      ]);
      const reason = isBlank(command.reason) ? null : (command.reason ?? null);
      if (offer.rank !== best && reason === null)
        throw new DomainError('award_needs_reason', { rank: offer.rank, best });

      const awardId = await makeAward(act, locked, offer, {
        now: this.clock.now(),
        reason,
        reasonForBidders: isBlank(command.reasonForBidders) ? null : (command.reasonForBidders ?? null),
        openCase,
      });
      return awardView(tx, authorityId, awardId);
    });
  }

  /**
   * Awards a broadcast of method `first_acceptable` to its earliest acceptable offer. An offer is acceptable
   * if its rate is within the limits and its branch is eligible. If no offer is acceptable, does nothing.
   */
  first(broadcastId: string): Promise<'awarded' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'award-first',
      { broadcastId },
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const locked = await lockBroadcast(tx, broadcastId);
        if (locked.broadcast.status !== 'open' || locked.broadcast.method !== 'first_acceptable')
          return 'nothing_due';
        const ranked = await rankStanding(tx, locked.broadcast);
        await writeRanks(tx, broadcastId, ranked);
        const inOrderMade = await tx.find(OfferEntity, {
          where: { broadcastId, status: 'standing', rateException: false },
          order: { madeAt: 'ASC', id: 'ASC' },
        });
        await lockBranches(
          tx,
          inOrderMade.map(({ deliveringBranchId }) => deliveringBranchId),
        );
        const awarding = { now: this.clock.now(), reason: 'first acceptable offer' };
        for (const offer of inOrderMade)
          if (await makeAwardIfEligible(act, locked, offer, awarding)) return 'awarded';
        await writeRanks(tx, broadcastId, []);
        return 'nothing_due';
      },
      { enter: { kind: 'broadcast', id: broadcastId } },
    );
  }

  private async standing(tx: Tx, { broadcast }: LockedBroadcast, offerId: string): Promise<OfferEntity> {
    const offer = found(
      await findRow(tx, OfferEntity, { id: offerId, broadcastId: broadcast.id }),
      'offer_not_found',
    );
    if (offer.status !== 'standing') throw new DomainError('offer_not_standing', { status: offer.status });
    return offer;
  }

  /**
   * Returns the best rank among the offers that are still valid. The rank can be worse than 1, because the
   * top offer may have lapsed since the broadcast closed.
   */
  private async bestRank(tx: Tx, { broadcast }: LockedBroadcast): Promise<number | null> {
    const best = await tx.findOne(OfferEntity, {
      where: { broadcastId: broadcast.id, status: 'standing' },
      order: { rank: 'ASC' },
    });
    return best?.rank ?? null;
  }
}

import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { lockBroadcast } from '../broadcasts/steps/lock-broadcast.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { lockBranches } from '../providers/steps/lock-branch.js';
import { openCaseOf } from '../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../rows/reallocation.entity.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { makeAwardIfEligible } from './steps/make-award.js';

/**
 * Awards a closed broadcast to its best offer, if the broadcast seeks a replacement for a case and the
 * reallocation has automatic awards. Skips offers outside the rate limits and offers of branches that are no
 * longer eligible.
 *
 * If no offer is left, an officer must decide. The act tries again only after the reallocation's settings
 * change.
 */
@Injectable()
export class AwardTopOffer {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly broadcastId: string }): Promise<'awarded' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'award-top',
      command,
      async (act) => {
        const { tx } = act;
        // Sent together, in this order: the standing lock comes before any other.
        const [, locked] = await Promise.all([shareStandingLock(tx), lockBroadcast(tx, command.broadcastId)]);
        const { id: broadcastId, status, packageId } = locked.broadcast;
        const [moving, standing] = await Promise.all([
          openCaseOf(tx, packageId),
          tx.find(OfferEntity, { where: { broadcastId, status: 'standing' }, order: { rank: 'ASC' } }),
        ]);
        const isDue =
          status === 'closed' && moving?.awarding === 'top_offer' && moving.reallocationStatus === 'running';
        if (!isDue) return 'nothing_due';
        const [best] = standing;
        const ranked = standing.filter(({ rateException }) => !rateException);
        await lockBranches(
          tx,
          ranked.map(({ deliveringBranchId }) => deliveringBranchId),
        );
        for (const offer of ranked) {
          const reason = offer.id === best?.id ? null : 'best offer that may be awarded';
          const awarding = { now: this.clock.now(), reason, openCase: moving };
          if (await makeAwardIfEligible(act, locked, offer, awarding)) return 'awarded';
        }
        await tx.update(ReallocationCaseEntity, { id: moving.id }, { rankingGaveUpAt: this.clock.now() });
        return 'nothing_due';
      },
      { enter: { kind: 'broadcast', id: command.broadcastId } },
    );
  }
}

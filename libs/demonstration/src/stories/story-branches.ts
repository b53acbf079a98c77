import type { DeclineReason } from '#contracts/broadcasts';
import type { VisitTime } from '#contracts/offers';
import { BAND_HOURS, type Visit } from '#contracts/visits';
import { needsRateReason } from '#domain/offers/terms-faults';
import type { PlannedContract } from '../contracts.plan.js';
import { settingsOfLot } from '../leicestershire/lot-settings.js';
import type { PlannedPackage } from '../planned-care.js';
import type { StoryStep, StoryTerms } from './story.js';

/**
 * A contracted branch that may make an offer for a story's package, and the branch that would deliver the
 * care.
 */
export interface Bidder {
  readonly contract: PlannedContract;
  readonly deliveringBranchId: string;
}

export interface OfferWish {
  /** The offered start of care, in days after the latest start that the broadcast allows. Default: 0. */
  readonly daysAfterAsked?: number;
  /**
   * The offered rate in pence above the lowest rate of the contract. Negative for a rate below the lowest
   * rate.
   */
  readonly addedPence?: number;
  /** True if the offer starts the first visit half an hour after its band or window. */
  readonly isFirstVisitLate?: boolean;
  readonly note?: string;
  /** The branch's reason for its offered rate. Ignored if the rate needs no reason. */
  readonly rateReason?: string;
}

/**
 * Builds the story steps of the invited branches. `place` is the number of a branch in the order of
 * invitation, from 0.
 */
export class StoryBranches {
  constructor(
    private readonly story: Pick<PlannedPackage, 'key' | 'visits'>,
    private readonly bidders: readonly Bidder[],
  ) {}

  seen(place: number, minutesAgo: number): StoryStep {
    return { act: 'see_invitation', branchId: this.branchId(place), minutesAgo };
  }

  declined(place: number, minutesAgo: number, reason: DeclineReason): StoryStep {
    return { act: 'decline_invitation', branchId: this.branchId(place), reason, minutesAgo };
  }

  offered(place: number, minutesAgo: number, wish: OfferWish = {}): StoryStep {
    return { act: 'make_offer', branchId: this.branchId(place), terms: this.terms(place, wish), minutesAgo };
  }

  revised(place: number, minutesAgo: number, wish: OfferWish): StoryStep {
    return {
      act: 'revise_offer',
      branchId: this.branchId(place),
      terms: this.terms(place, wish),
      minutesAgo,
    };
  }

  withdrew(place: number, minutesAgo: number): StoryStep {
    return { act: 'withdraw_offer', branchId: this.branchId(place), minutesAgo };
  }

  private branchId(place: number): string {
    return this.bidder(place).contract.branchId;
  }

  private terms(place: number, wish: OfferWish): StoryTerms {
    const { contract, deliveringBranchId } = this.bidder(place);
    const hourlyRatePence = contract.rateMinPence + (wish.addedPence ?? 0);
    const isException = needsRateReason(hourlyRatePence, settingsOfLot(contract.lotCode), contract);
    return {
      daysAfterAsked: wish.daysAfterAsked ?? 0,
      hourlyRatePence,
      visitTimes: this.story.visits.map((visit, index) =>
        visitTime(visit, index === 0 && wish.isFirstVisitLate === true),
      ),
      deliveringBranchId,
      note: wish.note ?? null,
      rateReason: isException ? (wish.rateReason ?? null) : null,
    };
  }

  private bidder(place: number): Bidder {
    const bidder = this.bidders[place];
    if (!bidder) throw new RangeError(`${this.story.key} has no bidder ${place}`);
    return bidder;
  }
}

function visitTime({ key, band, window }: Visit, isLate: boolean): VisitTime {
  const { from, to } = window ?? BAND_HOURS[band];
  return { visitKey: key, startsAt: isLate ? `${to.slice(0, 3)}30` : from };
}

import type { DeclineReason } from '#contracts/broadcasts';
import type { VisitTime } from '#contracts/offers';
import { BAND_HOURS, type Visit } from '#contracts/visits';
import { needsRateReason } from '#domain/offers/terms-faults';
import type { PlannedContract } from '../contracts.plan.js';
import { settingsOfLot } from '../leicestershire/lot-settings.js';
import type { PlannedPackage } from '../planned-care.js';
import type { StoryStep, StoryTerms } from './story.js';

/** A branch that may offer for a story's package, and the branch that would deliver. */
export interface Bidder {
  readonly contract: PlannedContract;
  readonly deliveringBranchId: string;
}

export interface OfferWish {
  /** The start in days after the latest start that was asked for. Default: 0. */
  readonly daysAfterAsked?: number;
  /** Pence above the contract's lowest rate. Negative for below. */
  readonly addedPence?: number;
  /** True if the first visit begins half an hour after the end of its band or window. */
  readonly isFirstVisitLate?: boolean;
  readonly note?: string;
  /** The reason for the rate. Used only if the rate needs a reason. */
  readonly rateReason?: string;
}

/**
 * Builds the steps of a story's branches. `place` counts the eligible branches from 0, in the lot's order of
 * invitation.
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

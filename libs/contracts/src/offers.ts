import type { Score, ScoreInputs } from './ranking.js';
import type { Visit } from './visits.js';

export const OFFER_STATUSES = [
  'standing',
  'withdrawn',
  'lapsed',
  'awarded',
  'lost',
  'award_withdrawn',
] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/**
 * The time at which the branch would begin a visit: HH:MM, London time. One time applies to all days of the
 * visit.
 */
export interface VisitTime {
  readonly visitKey: string;
  readonly startsAt: string;
}

export interface OfferTerms {
  readonly startsOn: string;
  readonly hourlyRatePence: number;
  /** A start time for each visit of the package. */
  readonly visitTimes: readonly VisitTime[];
  /** The branch that would deliver the care: the invited branch, or its subcontractor on record. */
  readonly deliveringBranchId: string;
  readonly note?: string | null;
  /**
   * The reason for the offered hourly rate. Required if the rate is outside the limits of the lot or of the
   * contract.
   */
  readonly rateReason?: string | null;
}

export interface OfferView extends OfferTerms {
  readonly id: string;
  readonly invitationId: string;
  readonly broadcastId: string;
  readonly branchId: string;
  readonly status: OfferStatus;
  readonly version: number;
  readonly madeAt: string;
  readonly revisedAt: string | null;
  /** The rank of the offer; 1 is the best. The rank is set when the broadcast closes. */
  readonly rank: number | null;
  readonly offersRanked: number | null;
  readonly rateException: boolean;
}

/**
 * An offer as its bidder sees it. After the award it has the offer's rank and score, but not the winner or
 * the winner's price.
 */
export interface OwnOfferView extends OfferView {
  readonly outcome: OfferOutcome | null;
}

/**
 * The score of a bidder's own offer. The price component and the total are left out, because the lowest rate
 * of all offers could be calculated from them.
 */
export type OwnScore = Omit<Score, 'inputs' | 'components' | 'total'> & {
  readonly inputs: Omit<ScoreInputs, 'lowestRatePence'>;
  readonly components: Omit<Score['components'], 'price'>;
};

export interface OfferOutcome {
  readonly rank: number;
  readonly of: number;
  readonly score: OwnScore;
  /** A text that compares this offer with the best offer in each component of the score. */
  readonly why: string;
}

/** A visit of the package, and the time at which the offer would begin the visit. */
export interface ComparedVisit {
  readonly visit: Visit;
  readonly startsAt: string | null;
  /** True if the offered start time is inside the visit's time window in the package. */
  readonly isInside: boolean;
}

/** An offer as officers see it after the broadcast has closed. */
export interface RankedOfferView extends OfferView {
  readonly branchName: string;
  readonly providerId: string;
  readonly deliveringBranchName: string;
  /** The score of the offer. Null for an offer that had lapsed before the offers were ranked. */
  readonly score: Score | null;
  readonly comparison: readonly ComparedVisit[];
  /** The text that explains to the bidder why the offer won or lost. Null before the award. */
  readonly told: string | null;
  /** The text that the bidder will read with the award, whichever offer wins. Null before the ranking and after the award. */
  readonly willBeTold: string | null;
}

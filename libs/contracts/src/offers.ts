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

/** The time at which the branch would begin one visit on each of its days: HH:MM, London time. */
export interface VisitTime {
  readonly visitKey: string;
  readonly startsAt: string;
}

export interface OfferTerms {
  readonly startsOn: string;
  readonly hourlyRatePence: number;
  /** One time for each visit of the package. */
  readonly visitTimes: readonly VisitTime[];
  /** The branch that would deliver: the invited branch, or its subcontractor on record. */
  readonly deliveringBranchId: string;
  readonly note?: string | null;
  /**
   * The reason for the rate. Required if the rate is outside the lot's floor and ceiling or the contract's
   * limits.
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
  /** The rank, which is set when the broadcast closes. 1 is the best. */
  readonly rank: number | null;
  readonly offersRanked: number | null;
  readonly rateException: boolean;
}

/**
 * An offer as its bidder sees it: with its own rank and score, never with the winner or the winner's price.
 */
export interface OwnOfferView extends OfferView {
  readonly outcome: OfferOutcome | null;
}

/** A bidder's own score, without the rival's rate that the price component is measured by. */
export type OwnScore = Omit<Score, 'inputs' | 'components' | 'total'> & {
  readonly inputs: Omit<ScoreInputs, 'lowestRatePence'>;
  readonly components: Omit<Score['components'], 'price'>;
};

export interface OfferOutcome {
  readonly rank: number;
  readonly of: number;
  readonly score: OwnScore;
  /** How the offer compared with the best offer on each component, in words. */
  readonly why: string;
}

/** A visit as asked for, and when the offer would begin it. */
export interface ComparedVisit {
  readonly visit: Visit;
  readonly startsAt: string | null;
  /** True if the visit would begin inside the asked time. */
  readonly isInside: boolean;
}

/** An offer as officers compare it after closing. */
export interface RankedOfferView extends OfferView {
  readonly branchName: string;
  readonly providerId: string;
  readonly deliveringBranchName: string;
  /** The score. Null for an offer that had lapsed before the ranking. */
  readonly score: Score | null;
  readonly comparison: readonly ComparedVisit[];
  /** The explanation of the outcome that the bidder reads. Null before the decision. */
  readonly told: string | null;
}

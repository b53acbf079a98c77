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

/** When the branch can begin one visit, on every one of its days; HH:MM London time. */
export interface VisitTime {
  readonly visitKey: string;
  readonly startsAt: string;
}

export interface OfferTerms {
  readonly startsOn: string;
  readonly hourlyRatePence: number;
  /** One for each visit of the package. */
  readonly visitTimes: readonly VisitTime[];
  /** Who delivers: the invited branch, or its subcontractor on record. */
  readonly deliveringBranchId: string;
  readonly note?: string | null;
  /** Required when the rate is outside the lot's floor and ceiling, or the contract's limits. */
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
  /** After closing: 1 is best. */
  readonly rank: number | null;
  readonly offersRanked: number | null;
  readonly rateException: boolean;
}

/** What a losing branch is told: its rank and its own score, never who won at what price. */
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
  /** Plain words: where the offer stood behind the best on each component. */
  readonly why: string;
}

/** A visit as it was asked for, and when the offer would begin it. */
export interface ComparedVisit {
  readonly visit: Visit;
  readonly startsAt: string | null;
  /** Whether that lies inside the asked time. */
  readonly isInside: boolean;
}

/** What officers compare after closing. */
export interface RankedOfferView extends OfferView {
  readonly branchName: string;
  readonly providerId: string;
  readonly deliveringBranchName: string;
  /** Null for an offer that was not ranked, since it had lapsed. */
  readonly score: Score | null;
  readonly comparison: readonly ComparedVisit[];
  /** Once it is decided: what the branch is told of how its offer stood. */
  readonly told: string | null;
}

/** The weights of the four components of a score, in whole percentages that add up to 100. */
export interface Weights {
  readonly price: number;
  readonly quality: number;
  readonly fit: number;
  readonly continuity: number;
}

export const DEFAULT_WEIGHTS: Weights = { price: 40, quality: 30, fit: 20, continuity: 10 };

/**
 * The percentage up to which the price may count in a score without a reason. If the price counts more, the
 * lot must give a reason (docs/rules.md §3.3.5).
 */
export const PRICE_WEIGHT_NEEDING_REASON = 60;

/** The four components of an offer's score, each in whole thousandths: 0 to 1,000. */
export interface ScoreComponents {
  readonly price: number;
  readonly quality: number;
  readonly fit: number;
  readonly continuity: number;
}

/**
 * The figures from which a score was calculated. They are stored with the offer, so that anyone can calculate
 * the score again.
 */
export interface ScoreInputs {
  readonly hourlyRatePence: number;
  /** The lowest hourly rate of all offers that were ranked together, in pence. */
  readonly lowestRatePence: number;
  readonly rating: Rating | null;
  /** The share of the delivering branch's visits that were made on time, in thousandths. Null if unknown. */
  readonly punctualPerMille: number | null;
  /** The number of upheld complaints about the delivering branch for each 10,000 visits. Null if unknown. */
  readonly complaintsPerTenThousand: number | null;
  /**
   * The number of visits in a week of the package. `visitsInside` is the number of these visits that the
   * offer would begin inside their time windows.
   */
  readonly visitsAsked: number;
  readonly visitsInside: number;
  /** The number of days by which care would start later than the package asks. 0 if in time. */
  readonly daysLate: number;
  readonly continuity: Continuity;
}

export const RATINGS = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;
export type Rating = (typeof RATINGS)[number];

/**
 * When the delivering branch last cared for the person. `current`: today. `recent`: within 90 days. `none`:
 * earlier or never.
 */
export type Continuity = 'current' | 'recent' | 'none';

export interface Score {
  readonly weights: Weights;
  readonly inputs: ScoreInputs;
  readonly components: ScoreComponents;
  /** The total score: the sum of weight × component over the four components, 0 to 100,000. */
  readonly total: number;
}

/** The weights of the four components, in whole percentages that add up to 100. */
export interface Weights {
  readonly price: number;
  readonly quality: number;
  readonly fit: number;
  readonly continuity: number;
}

export const DEFAULT_WEIGHTS: Weights = { price: 40, quality: 30, fit: 20, continuity: 10 };

/** The price weight above which a lot's weights need a reason (docs/rules.md §3.3.5). */
export const PRICE_WEIGHT_NEEDING_REASON = 60;

/** Each component in whole thousandths, 0 to 1,000. */
export interface ScoreComponents {
  readonly price: number;
  readonly quality: number;
  readonly fit: number;
  readonly continuity: number;
}

/** The inputs of a score, stored with the offer so that anyone can calculate it again. */
export interface ScoreInputs {
  readonly hourlyRatePence: number;
  /** The lowest rate among the offers ranked together. */
  readonly lowestRatePence: number;
  readonly rating: Rating | null;
  /** The share of visits made on time, in thousandths. Null if unknown. */
  readonly punctualPerMille: number | null;
  /** The complaints upheld for each 10,000 visits. Null if unknown. */
  readonly complaintsPerTenThousand: number | null;
  /** The visits of a week. `visitsInside` is how many of them the offer makes inside the asked times. */
  readonly visitsAsked: number;
  readonly visitsInside: number;
  /** The whole days by which the offered start is later than asked. 0 if in time. */
  readonly daysLate: number;
  readonly continuity: Continuity;
}

export const RATINGS = ['outstanding', 'good', 'requires_improvement', 'inadequate'] as const;
export type Rating = (typeof RATINGS)[number];

/**
 * The care of the person by the delivering branch: today (`current`), within the last 90 days (`recent`), or
 * neither (`none`).
 */
export type Continuity = 'current' | 'recent' | 'none';

export interface Score {
  readonly weights: Weights;
  readonly inputs: ScoreInputs;
  readonly components: ScoreComponents;
  /** The sum of weight × component: 0 to 100,000. */
  readonly total: number;
}

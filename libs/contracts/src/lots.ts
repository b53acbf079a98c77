import type { Urgency } from './packages.js';
import type { Weights } from './ranking.js';

export const ALLOCATION_METHODS = ['broadcast', 'tiers', 'cascade', 'first_acceptable'] as const;
export type AllocationMethod = (typeof ALLOCATION_METHODS)[number];

/** Which ratings exclude a branch from a lot. A branch without a rating is never excluded. */
export const RATING_POLICIES = ['exclude_inadequate', 'exclude_below_good', 'any'] as const;
export type RatingPolicy = (typeof RATING_POLICIES)[number];

/** A lot's allocation settings. Each broadcast freezes them. */
export interface LotSettings {
  readonly method: AllocationMethod;
  /** True if no one can read an offer's content before the broadcast closes. */
  readonly sealed: boolean;
  /**
   * True if each bidder sees its own rank before the closing, never another offer's content. Only for lots
   * without sealed offers.
   */
  readonly ownRankShown: boolean;
  /** For method `tiers`: the minutes before the next tier is invited too. */
  readonly tierHeadStartMinutes: number;
  /** For method `cascade`: the minutes that each branch has before the next branch is invited. */
  readonly cascadeStepMinutes: number;
  readonly ratingPolicy: RatingPolicy;
  readonly weights: Weights;
  /** The reason for the weights. Required if price weighs more than 60 %. */
  readonly weightsReason: string | null;
  readonly rateFloorPence: number;
  readonly rateCeilingPence: number;
}

export interface LotView extends LotSettings {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly districtCode: string | null;
  readonly districtName: string | null;
  /** Postcode districts (`LE13`) and sectors (`LE11 3`). The longest match wins. */
  readonly areas: readonly string[];
  readonly version: number;
}

export interface NewLot extends LotSettings {
  readonly code: string;
  readonly name: string;
  readonly areas: readonly string[];
}

/** How long an urgency gives for answers and for the start of care. */
export interface ClockProfile {
  readonly urgency: Urgency;
  readonly respondMinutes: number;
  readonly startWithinMinutes: number;
  /**
   * True for deadlines in working time: Monday to Friday, 08:00 to 18:00 in London, without England's bank
   * holidays. False for deadlines round the clock.
   */
  readonly workingHours: boolean;
}

/** A clock profile. If the authority never changed it, the default with version 1. */
export interface ClockProfileView extends ClockProfile {
  readonly version: number;
}

export const DEFAULT_CLOCK_PROFILES: Readonly<Record<Urgency, ClockProfile>> = {
  hospital: { urgency: 'hospital', respondMinutes: 120, startWithinMinutes: 1_440, workingHours: false },
  urgent: { urgency: 'urgent', respondMinutes: 240, startWithinMinutes: 2_880, workingHours: false },
  routine: { urgency: 'routine', respondMinutes: 1_440, startWithinMinutes: 10_080, workingHours: true },
};

/** The lot in which a contracted branch has its office. Null if the office is outside all lots. */
export interface LotOffice {
  readonly branchId: string;
  readonly lotId: string | null;
}

/** A lot's outline as a GeoJSON geometry. Null for a lot that was recorded without one. */
export interface LotOutline {
  readonly id: string;
  readonly code: string;
  readonly outline: unknown;
}

import type { Urgency } from './packages.js';
import type { Weights } from './ranking.js';

export const ALLOCATION_METHODS = ['broadcast', 'tiers', 'cascade', 'first_acceptable'] as const;
export type AllocationMethod = (typeof ALLOCATION_METHODS)[number];

/** Which branches a lot excludes because of their CQC rating. A branch without a rating is never excluded. */
export const RATING_POLICIES = ['exclude_inadequate', 'exclude_below_good', 'any'] as const;
export type RatingPolicy = (typeof RATING_POLICIES)[number];

/** The allocation settings of a lot. A broadcast keeps the settings with which it was published. */
export interface LotSettings {
  readonly method: AllocationMethod;
  /** True if offers are sealed: before the broadcast closes, only the bidder's provider can read an offer. */
  readonly sealed: boolean;
  /**
   * True if bidders see the rank of their own offer before the broadcast closes. Must be false in a lot with
   * sealed offers.
   */
  readonly ownRankShown: boolean;
  /** For allocation method `tiers`: the minutes after which the next tier is invited too. */
  readonly tierHeadStartMinutes: number;
  /** For allocation method `cascade`: the minutes that each branch has before the next branch is invited. */
  readonly cascadeStepMinutes: number;
  readonly ratingPolicy: RatingPolicy;
  readonly weights: Weights;
  /** The authority's reason for the weights. Required if the price has a weight of more than 60 %. */
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
  /**
   * The postcode districts (`LE13`) and sectors (`LE11 3`) of the lot. If several match a postcode, the
   * longest match wins.
   */
  readonly areas: readonly string[];
  readonly version: number;
}

export interface NewLot extends LotSettings {
  readonly code: string;
  readonly name: string;
  readonly areas: readonly string[];
}

/**
 * The two time limits of one urgency: the time for branches to answer, and the time until care should start.
 */
export interface ClockProfile {
  readonly urgency: Urgency;
  readonly respondMinutes: number;
  readonly startWithinMinutes: number;
  /**
   * True if deadlines count only working time: Monday to Friday, 08:00 to 18:00 in London, except bank
   * holidays. False if all hours count.
   */
  readonly workingHours: boolean;
}

/**
 * The time limits of one urgency for an authority. The version is 1 as long as the authority has not changed
 * the default limits.
 */
export interface ClockProfileView extends ClockProfile {
  readonly version: number;
}

export const DEFAULT_CLOCK_PROFILES: Readonly<Record<Urgency, ClockProfile>> = {
  hospital: { urgency: 'hospital', respondMinutes: 120, startWithinMinutes: 1_440, workingHours: false },
  urgent: { urgency: 'urgent', respondMinutes: 240, startWithinMinutes: 2_880, workingHours: false },
  routine: { urgency: 'routine', respondMinutes: 1_440, startWithinMinutes: 10_080, workingHours: true },
};

/**
 * The lot in which the office of a contracted branch lies. The lot is null if the office is outside all lots.
 */
export interface LotOffice {
  readonly branchId: string;
  readonly lotId: string | null;
}

/** The outline of a lot as a GeoJSON geometry. Null if no outline was recorded. */
export interface LotOutline {
  readonly id: string;
  readonly code: string;
  readonly outline: unknown;
}

/** A sector that one lot has inside a district that another lot has. The sector belongs to the first. */
export interface NestedArea {
  readonly sector: string;
  readonly lot: string;
  readonly district: string;
  readonly inLot: string;
}

/** A district of which some sectors belong to lots, and the others to none. */
export interface DistrictGap {
  readonly district: string;
  /** The lots that have sectors of the district. */
  readonly lots: readonly string[];
  /** The sectors of the district that belong to no lot. Some of them may not exist. */
  readonly missing: readonly string[];
}

/** Where the postcode areas of an authority's lots overlap and leave gaps. */
export interface AreaCoverage {
  readonly nested: readonly NestedArea[];
  readonly gaps: readonly DistrictGap[];
}

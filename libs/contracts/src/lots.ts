import type { Urgency } from './packages.js';
import type { Weights } from './ranking.js';

export const ALLOCATION_METHODS = ['broadcast', 'tiers', 'cascade', 'first_acceptable'] as const;
export type AllocationMethod = (typeof ALLOCATION_METHODS)[number];

/** Which ratings keep a branch out of a lot. No rating never does. */
export const RATING_POLICIES = ['exclude_inadequate', 'exclude_below_good', 'any'] as const;
export type RatingPolicy = (typeof RATING_POLICIES)[number];

/** A lot's own allocation settings; frozen with each broadcast. */
export interface LotSettings {
  readonly method: AllocationMethod;
  /** Until the window closes nobody can read an offer's content. */
  readonly sealed: boolean;
  /** Unsealed lots only: each bidder is shown its own rank, never another's content. */
  readonly ownRankShown: boolean;
  /** Method `tiers`: minutes before the next tier is asked too. */
  readonly tierHeadStartMinutes: number;
  /** Method `cascade`: minutes each branch has before the next is asked. */
  readonly cascadeStepMinutes: number;
  readonly ratingPolicy: RatingPolicy;
  readonly weights: Weights;
  /** Required when price weighs more than 60 %. */
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
  /** Postcode districts (`LE13`) and sectors (`LE11 3`); the longest match wins. */
  readonly areas: readonly string[];
  readonly version: number;
}

export interface NewLot extends LotSettings {
  readonly code: string;
  readonly name: string;
  readonly areas: readonly string[];
}

/** How fast an urgency asks for an answer and for care. */
export interface ClockProfile {
  readonly urgency: Urgency;
  readonly respondMinutes: number;
  readonly startWithinMinutes: number;
  /** Mon–Fri 08–18 London, England's bank holidays out; otherwise round the clock. */
  readonly workingHours: boolean;
}

/** One that the authority has never changed is the usual one, at version 1. */
export interface ClockProfileView extends ClockProfile {
  readonly version: number;
}

export const DEFAULT_CLOCK_PROFILES: Readonly<Record<Urgency, ClockProfile>> = {
  hospital: { urgency: 'hospital', respondMinutes: 120, startWithinMinutes: 1_440, workingHours: false },
  urgent: { urgency: 'urgent', respondMinutes: 240, startWithinMinutes: 2_880, workingHours: false },
  routine: { urgency: 'routine', respondMinutes: 1_440, startWithinMinutes: 10_080, workingHours: true },
};

/** In which lot a contracted branch has its own office; null where that lies outside all of them. */
export interface LotOffice {
  readonly branchId: string;
  readonly lotId: string | null;
}

/** A lot's outline as a GeoJSON geometry; null for one that was recorded without. */
export interface LotOutline {
  readonly id: string;
  readonly code: string;
  readonly outline: unknown;
}

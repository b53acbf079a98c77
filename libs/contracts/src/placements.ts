import type { Check } from './eligibility.js';
import type { Visit } from './visits.js';

export const PLACEMENT_STATUSES = ['live', 'ended'] as const;
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number];

export const END_REASONS = [
  'person_died',
  'moved_to_residential_care',
  'moved_away',
  'care_no_longer_needed',
  'own_arrangements',
  'other',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Why a placement ended: the care ended, or another branch took over the care. */
export type PlacementEndReason = EndReason | 'deliverer_changed' | 'moved';

export interface PlacementView {
  readonly id: string;
  readonly packageId: string;
  readonly personId: string;
  readonly lotId: string;
  /** The contracted branch. `deliveringBranchId` is the branch that delivers the care. */
  readonly branchId: string;
  readonly deliveringBranchId: string;
  readonly status: PlacementStatus;
  readonly weeklyMinutes: number;
  readonly hourlyRatePence: number;
  readonly visits: readonly Visit[];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly endReason: PlacementEndReason | null;
  readonly version: number;
}

export interface VariationView {
  readonly id: string;
  readonly placementId: string;
  readonly fromMinutes: number;
  readonly toMinutes: number;
  readonly reason: string;
  readonly at: string;
  /** The results of the rules about restrictions and capacity, as they were when the visits were changed. */
  readonly checks: readonly Check[];
}

export const CONCERN_KINDS = [
  'missed_visit',
  'late_visit',
  'complaint',
  'safeguarding',
  'late_start',
  'hand_back',
  'missed_report',
  'condition_breach',
] as const;
export type ConcernKind = (typeof CONCERN_KINDS)[number];

/**
 * How a concern was closed. `disproved`: it was found to be untrue, so it no longer counts against the
 * branch.
 */
export const CONCERN_OUTCOMES = ['disproved'] as const;
export type ConcernOutcome = (typeof CONCERN_OUTCOMES)[number];

export interface ConcernView {
  readonly id: string;
  readonly branchId: string;
  readonly kind: ConcernKind;
  readonly packageId: string | null;
  /** The report that the branch did not give in time, if the concern is about one. Otherwise null. */
  readonly reportId: string | null;
  readonly ownerId: string | null;
  readonly at: string;
  readonly closedAt: string | null;
  readonly outcome: ConcernOutcome | null;
}

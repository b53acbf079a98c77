import type { GrowthBasis } from './restrictions.js';

/** The weekly minutes by which one person's care may still grow under one growth limit. */
export interface ConditionHeadRoom {
  readonly restrictionId: string;
  readonly conditionId: string;
  readonly basis: GrowthBasis;
  readonly limitMinutes: number;
  /**
   * The weekly minutes from which the growth of the person's care is measured. Null if the person's care with
   * the branch has not begun yet.
   */
  readonly baselineMinutes: number | null;
  /**
   * The weekly minutes by which the person's care may still grow. Null for a person's first package, which is
   * not growth.
   */
  readonly leftMinutes: number | null;
  readonly until: string | null;
  /**
   * The permissions (written agreements to exceed the growth limit) that can still be used. Each permission
   * allows one change.
   */
  readonly permissions: readonly { readonly minutes: number | null; readonly until: string }[];
}

/**
 * The weekly minutes by which one person's care with one branch may still grow under all growth limits in
 * force.
 */
export interface HeadRoomView {
  readonly personId: string;
  /** The weekly minutes of all the person's live and awarded care with the branch. */
  readonly presentMinutes: number;
  readonly conditions: readonly ConditionHeadRoom[];
  /**
   * The weekly minutes by which the person's care may still grow without a permission. The strictest growth
   * limit decides. Null without a growth limit.
   */
  readonly leftMinutes: number | null;
  /**
   * The instant at which the strictest growth limit ends. Null if it has no end, or without a growth limit.
   */
  readonly until: string | null;
  /** A sentence about how much the care may still grow: "1 h 15 min left until 14 March 2026." */
  readonly inWords: string;
}

/** A change of a person's care with a branch since a restriction on the branch took effect. */
export interface CareChangeView {
  readonly at: string;
  readonly kind: 'started' | 'varied' | 'ended';
  readonly placementId: string;
  readonly packageId: string;
  readonly fromMinutes: number;
  readonly toMinutes: number;
  readonly awardId: string | null;
  readonly variationId: string | null;
  /** The permissions (written agreements) under this restriction that allowed the change of care. */
  readonly permissionIds: readonly string[];
}

/** The entry of one person in the growth ledger of a restriction. */
export interface LedgerLineView {
  readonly personId: string;
  /** The authority's case number for the person. */
  readonly personReference: string;
  readonly baselineMinutes: number | null;
  /** True if the care was imported without its size at the start, so that the baseline is the smallest known size. */
  readonly isBaselineAssumed: boolean;
  readonly changes: readonly CareChangeView[];
  readonly presentMinutes: number;
  /**
   * The weekly minutes by which the person's care may still grow under this restriction alone. Null if the
   * restriction has no growth limit in force.
   */
  readonly leftMinutes: number | null;
}

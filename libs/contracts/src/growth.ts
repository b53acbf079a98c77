import type { GrowthBasis } from './restrictions.js';

/** The room that one growth limit leaves one person, in weekly minutes. */
export interface ConditionHeadRoom {
  readonly restrictionId: string;
  readonly conditionId: string;
  readonly basis: GrowthBasis;
  readonly limitMinutes: number;
  /**
   * The weekly minutes from which growth is measured. Null if the person's care with the branch has not
   * begun.
   */
  readonly baselineMinutes: number | null;
  /**
   * The weekly minutes that are left. Null if the limit does not apply, because a first package with the
   * branch is no growth.
   */
  readonly leftMinutes: number | null;
  readonly until: string | null;
  /** Unused permissions. Each is good for one change. */
  readonly permissions: readonly { readonly minutes: number | null; readonly until: string }[];
}

/** The room that all growth limits in force leave one person with a branch. */
export interface HeadRoomView {
  readonly personId: string;
  /** Live and awarded weekly minutes, all packages together. */
  readonly presentMinutes: number;
  readonly conditions: readonly ConditionHeadRoom[];
  /** The room under the strictest limit, without permissions. Null without a limit. */
  readonly leftMinutes: number | null;
  /** The end of the limit that decides. Null if that limit has no end, or if there is no limit. */
  readonly until: string | null;
  /** The room left as a sentence, for example "1 h 15 min left until 14 March 2026." */
  readonly inWords: string;
}

/** A change of a person's care with a branch since a restriction took effect. */
export interface CareChangeView {
  readonly at: string;
  readonly kind: 'started' | 'varied' | 'ended';
  readonly placementId: string;
  readonly packageId: string;
  readonly fromMinutes: number;
  readonly toMinutes: number;
  readonly awardId: string | null;
  readonly variationId: string | null;
  /** The permissions under this restriction that the change used up. */
  readonly permissionIds: readonly string[];
}

/** One person's line in the ledger of a restriction. */
export interface LedgerLineView {
  readonly personId: string;
  /** The authority's case number of the person. */
  readonly personReference: string;
  readonly baselineMinutes: number | null;
  readonly changes: readonly CareChangeView[];
  readonly presentMinutes: number;
  /** The room left under this restriction alone. Null without a growth limit in force. */
  readonly leftMinutes: number | null;
}

import type { GrowthBasis } from './restrictions.js';

/** What one growth limit leaves one person; weekly minutes. */
export interface ConditionHeadRoom {
  readonly restrictionId: string;
  readonly conditionId: string;
  readonly basis: GrowthBasis;
  readonly limitMinutes: number;
  /** What growth is measured from; null where the person's care with the branch has yet to begin. */
  readonly baselineMinutes: number | null;
  /** Null where the first package is a size and not a growth. */
  readonly leftMinutes: number | null;
  readonly until: string | null;
  /** Written agreements that nobody has used up; each is good for one change. */
  readonly permissions: readonly { readonly minutes: number | null; readonly until: string }[];
}

/** What is left for one person with a branch under every growth limit in force. */
export interface HeadRoomView {
  readonly personId: string;
  /** Live and awarded, all packages together. */
  readonly presentMinutes: number;
  readonly conditions: readonly ConditionHeadRoom[];
  /** Under the strictest of them, permissions aside; null without a limit. */
  readonly leftMinutes: number | null;
  /** When the limit that decides ends; null while open-ended or without one. */
  readonly until: string | null;
  /** "1 h 15 min left until 14 March 2026." */
  readonly inWords: string;
}

/** How a person's care with a branch changed since a restriction took effect. */
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
  /** The case number. */
  readonly personReference: string;
  readonly baselineMinutes: number | null;
  readonly changes: readonly CareChangeView[];
  readonly presentMinutes: number;
  /** Under this restriction alone; null without a growth limit in force. */
  readonly leftMinutes: number | null;
}

import type { Condition, RestrictionSource } from '#contracts/restrictions';

/** A restriction on the branch that delivers, with one person's baselines. */
export interface RestrictionFact {
  readonly id: string;
  readonly source: RestrictionSource;
  readonly reference: string;
  readonly from: Date;
  /** The instant from which it no longer binds. Null if open-ended. */
  readonly to: Date | null;
  readonly liftedAt: Date | null;
  /** Null if it is valid for all authorities. */
  readonly authorityId: string | null;
  /** All lots if empty. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly ConditionFact[];
}

export interface ConditionFact {
  readonly id: string;
  readonly condition: Condition;
  /**
   * The person's weekly minutes with the branch when the restriction took effect or, for care that began later, when
   * it began. Null if care has not begun.
   */
  readonly baselineMinutes: number | null;
}

/** An unused permission. */
export interface PermissionFact {
  readonly id: string;
  readonly conditionId: string;
  readonly personId: string | null;
  readonly packageId: string | null;
  /** Weekly minutes beyond the limit. Ignored for a condition without a limit. */
  readonly minutes: number | null;
  /** The last instant at which it may be used. */
  readonly until: Date;
}

/** The person's care and the branch's total before the change, in weekly minutes that the branch delivers. */
export interface CareFact {
  readonly personId: string;
  readonly packageId: string;
  readonly lotId: string;
  readonly authorityId: string;
  /** All the person's live packages with the branch. */
  readonly personMinutesNow: number;
  /** All the person's packages that are awarded to the branch and have not started. */
  readonly personAwardedMinutes: number;
  /** All care of the branch, live and awarded. */
  readonly branchMinutesNow: number;
}

/** A change: a package awarded, or a placement varied. */
export interface ChangeFact {
  readonly kind: 'award' | 'variation';
  /** Weekly minutes; negative for a decrease. */
  readonly addedMinutes: number;
  /** True if the branch does not deliver care to this person today. */
  readonly startsNewPerson: boolean;
}

import type { Condition, RestrictionSource } from '#contracts/restrictions';

/** A restriction on the branch that delivers, with one person's baselines. */
export interface RestrictionFact {
  readonly id: string;
  readonly source: RestrictionSource;
  readonly reference: string;
  readonly from: Date;
  /** The end of the restriction, at which it no longer binds. Null without an end. */
  readonly to: Date | null;
  readonly liftedAt: Date | null;
  /** The only authority that the restriction binds. Null if it binds all authorities. */
  readonly authorityId: string | null;
  /** The lots that the restriction names. Empty for all lots. */
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
  /** The last instant at which the permission may be used. */
  readonly until: Date;
}

/** The person's care and the branch's total before the change, in weekly minutes that the branch delivers. */
export interface CareFact {
  readonly personId: string;
  readonly packageId: string;
  readonly lotId: string;
  readonly authorityId: string;
  /** The weekly minutes of all the person's live packages with the branch. */
  readonly personMinutesNow: number;
  /** The weekly minutes of all the person's packages that are awarded to the branch and have not started. */
  readonly personAwardedMinutes: number;
  /** The weekly minutes of all care of the branch, live and awarded. */
  readonly branchMinutesNow: number;
}

/** A change: a package awarded, or a placement varied. */
export interface ChangeFact {
  readonly kind: 'award' | 'variation';
  /** The weekly minutes that the change adds; negative for a decrease. */
  readonly addedMinutes: number;
  /** True if the branch does not deliver care to this person today. */
  readonly startsNewPerson: boolean;
}

import type { Condition, RestrictionSource } from '#contracts/restrictions';

/** A restriction on the branch that delivers, as it bears on one person. */
export interface RestrictionFact {
  readonly id: string;
  readonly source: RestrictionSource;
  readonly reference: string;
  readonly from: Date;
  /** The instant at which it no longer binds; null while open-ended. */
  readonly to: Date | null;
  readonly liftedAt: Date | null;
  /** Null where it is valid for all authorities. */
  readonly authorityId: string | null;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly ConditionFact[];
}

export interface ConditionFact {
  readonly id: string;
  readonly condition: Condition;
  /**
   * The person's weekly minutes with the branch when the restriction took effect or, for care that began
   * later, when it began. Null where it has not begun yet.
   */
  readonly baselineMinutes: number | null;
}

/** A permission that nobody has used or withdrawn. */
export interface PermissionFact {
  readonly id: string;
  readonly conditionId: string;
  readonly personId: string | null;
  readonly packageId: string | null;
  /** Weekly minutes beyond the limit; of no account where the condition has no limit. */
  readonly minutes: number | null;
  /** The last instant at which it may be used. */
  readonly until: Date;
}

/** The person's care and the branch's work before the change, in weekly minutes delivered by the branch. */
export interface CareFact {
  readonly personId: string;
  readonly packageId: string;
  readonly lotId: string;
  readonly authorityId: string;
  /** All the person's packages that are live with the branch. */
  readonly personMinutesNow: number;
  /** All the person's packages that are awarded to the branch and have not started. */
  readonly personAwardedMinutes: number;
  /** Everybody's, live and awarded. */
  readonly branchMinutesNow: number;
}

/** What would change: a package awarded, or a placement varied. */
export interface ChangeFact {
  readonly kind: 'award' | 'variation';
  /** Weekly minutes; negative for a decrease. */
  readonly addedMinutes: number;
  /** The branch does not deliver care to this person today. */
  readonly startsNewPerson: boolean;
}

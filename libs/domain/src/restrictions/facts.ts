import type { Condition, RestrictionSource } from '#contracts/restrictions';

/** A restriction on the delivering branch, with one person's growth baselines. */
export interface RestrictionFact {
  readonly id: string;
  readonly source: RestrictionSource;
  readonly reference: string;
  readonly from: Date;
  /** The instant at which the restriction ends and no longer binds. Null without an end. */
  readonly to: Date | null;
  readonly liftedAt: Date | null;
  /** The only authority that the restriction binds. Null if it binds all authorities. */
  readonly authorityId: string | null;
  /** The lots in which the restriction binds. An empty list means all lots. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly ConditionFact[];
}

export interface ConditionFact {
  readonly id: string;
  readonly condition: Condition;
  /**
   * The weekly minutes that the branch delivered to the person when the restriction took effect. If the care
   * began later, the weekly minutes at its beginning. Under the basis `per_change`, if all care has ended,
   * the weekly minutes last delivered. Null if care has not begun.
   */
  readonly baselineMinutes: number | null;
}

/**
 * An unused permission (a written agreement to exceed a condition). An award, a variation or a change of
 * deliverer can use the permission.
 */
export interface PermissionFact {
  readonly id: string;
  readonly conditionId: string;
  readonly personId: string | null;
  readonly packageId: string | null;
  /**
   * The weekly minutes by which the condition's limit may be exceeded. Ignored for a condition without a
   * limit.
   */
  readonly minutes: number | null;
  /** The last instant at which the permission may be used. */
  readonly until: Date;
}

/** The weekly minutes that the delivering branch delivers before a change: to one person, and in total. */
export interface CareFact {
  readonly personId: string;
  readonly packageId: string;
  readonly lotId: string;
  readonly authorityId: string;
  /** The weekly minutes of all live packages that the branch delivers to the person. */
  readonly personMinutesNow: number;
  /** The weekly minutes of the person's packages that the branch has been awarded and has not started. */
  readonly personAwardedMinutes: number;
  /** The weekly minutes of all care of the branch, live and awarded, for all people and authorities. */
  readonly branchMinutesNow: number;
}

/** A change of care to be checked: an award of a package or a variation of care. */
export interface ChangeFact {
  readonly kind: 'award' | 'variation';
  /** The weekly minutes that the change adds. Negative for a decrease. */
  readonly addedMinutes: number;
  /** True if the branch delivers no care to this person today. */
  readonly startsNewPerson: boolean;
}

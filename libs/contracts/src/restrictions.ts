export const RESTRICTION_SOURCES = ['cqc', 'authority', 'provider'] as const;
export type RestrictionSource = (typeof RESTRICTION_SOURCES)[number];

/**
 * The states of a restriction at an instant. `in_force`: the restriction binds. `future`: the restriction
 * will bind later. `ended`: the restriction binds no longer.
 */
export const RESTRICTION_STATES = ['in_force', 'future', 'ended'] as const;
export type RestrictionState = (typeof RESTRICTION_STATES)[number];

export const CONDITION_KINDS = [
  'no_new_people',
  'growth_limit',
  'hours_cap',
  'closed',
  'suspended',
  'reporting',
] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/**
 * A condition of a restriction (docs/rules.md §3.4.2). Limits and caps are in weekly minutes: 3.5 hours is
 * 210.
 */
export type Condition =
  | { readonly kind: 'no_new_people' }
  | { readonly kind: 'growth_limit'; readonly limitMinutes: number; readonly basis: GrowthBasis }
  | { readonly kind: 'hours_cap'; readonly capMinutes: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'reporting'; readonly everyDays: number };

/**
 * The names of the parameters of each kind of condition, in camel case. The database columns have these names
 * in snake case.
 */
export const CONDITION_PARAMETERS = {
  no_new_people: [],
  growth_limit: ['limitMinutes', 'basis'],
  hours_cap: ['capMinutes'],
  closed: [],
  suspended: [],
  reporting: ['everyDays'],
} as const satisfies {
  readonly [K in ConditionKind]: readonly Exclude<keyof Extract<Condition, { kind: K }>, 'kind'>[];
};

/**
 * How a growth limit measures growth. `cumulative`: all increases since the baseline are added up.
 * `per_change`: each increase alone must stay within the limit.
 */
export type GrowthBasis = 'cumulative' | 'per_change';

export interface NewRestriction {
  readonly branchId: string;
  readonly source: RestrictionSource;
  /** The reference number on the restriction notice. */
  readonly reference: string;
  /** A description of the document on which the restriction is based. */
  readonly evidence: string;
  /** The uploaded document on which the restriction is based. */
  readonly documentId?: string | null;
  /**
   * The officer or commissioner who becomes the owner of the restriction. If absent, the user who records the
   * restriction becomes the owner.
   */
  readonly ownerId?: string | null;
  readonly reason: string;
  readonly from: string;
  readonly to?: string | null;
  /** The lots in which the restriction binds. Empty for all lots. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

export type ConditionView = Condition & { readonly id: string };

/** A change of a restriction. The restriction keeps its values for fields that are absent. */
export interface RestrictionAmendment {
  readonly version: number;
  readonly reason: string;
  readonly reference?: string;
  readonly evidence?: string;
  /**
   * The uploaded document on which the restriction is based. Null removes the document from the restriction.
   */
  readonly documentId?: string | null;
  readonly ownerId?: string;
  /** The new start of the restriction. The start can be changed only before the restriction takes effect. */
  readonly from?: string;
  /** The new end of the restriction. Null for a restriction without an end. */
  readonly to?: string | null;
  readonly lotIds?: readonly string[];
  /**
   * All conditions that the restriction has after the change. A condition that is not in this list no longer
   * applies.
   */
  readonly conditions?: readonly Condition[];
}

/** One wording of a restriction. It was valid from `recordedAt` until the next wording was recorded. */
export interface RestrictionVersionView {
  readonly version: number;
  readonly reference: string;
  readonly evidence: string;
  readonly documentId: string | null;
  readonly ownerId: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly lotIds: readonly string[];
  readonly conditions: readonly ConditionView[];
  /** The reason why this wording was recorded. */
  readonly reason: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}

/** The request of a provider to pause one of its branches. A paused branch takes no new packages. */
export interface NewPause {
  readonly branchId: string;
  /** The lots in which the branch takes no new packages. Empty for all lots. */
  readonly lotIds: readonly string[];
  /** The time at which the branch stops taking new packages. If absent, the pause starts now. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason: string;
}

/** How a contest of a notice ended: the words of the recorder, or a change of the notice. */
export const CONTEST_OUTCOMES = ['upheld', 'amended', 'lifted', 'expired'] as const;
export type ContestOutcome = (typeof CONTEST_OUTCOMES)[number];
export type ContestStatus = ContestOutcome | 'open';

/** The request to contest a notice that an authority recorded as CQC's. */
export interface NewContest {
  readonly restrictionId: string;
  readonly reason: string;
  /** An uploaded document of the organisation that contests. */
  readonly documentId?: string | null;
}

/** A contest of a notice, as every organisation sees it that the notice binds. */
export interface ContestView {
  readonly id: string;
  readonly status: ContestStatus;
  /** The name of the authority or provider that contests the notice. */
  readonly by: string;
  /** True if the reader's organisation contests the notice. */
  readonly isMine: boolean;
  readonly contestedAt: string;
  readonly dueAt: string;
  /** Shown only to the organisation that contests and to the authority that answers. Otherwise null. */
  readonly reason: string | null;
  readonly documentId: string | null;
  readonly answeredAt: string | null;
  /** The words of the answer, or the reason why the notice was amended or lifted. */
  readonly answer: string | null;
}

export interface RestrictionView {
  readonly id: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly source: RestrictionSource;
  readonly reference: string;
  readonly evidence: string;
  readonly documentId: string | null;
  /** The user who owns the restriction. Null for a pause, which a provider records. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly reason: string;
  readonly from: string;
  readonly to: string | null;
  readonly lotIds: readonly string[];
  readonly conditions: readonly ConditionView[];
  readonly recordedAt: string;
  readonly recordedBy: string | null;
  /** The name of the authority that recorded the restriction. Null for a restriction that a provider recorded. */
  readonly recordedByAuthority: string | null;
  readonly liftedAt: string | null;
  readonly liftReason: string | null;
  /**
   * The instant at which Homeward recorded that the restriction had ended. The restriction stops binding at
   * `to`, even if this record is made later.
   */
  readonly expiredAt: string | null;
  /** The contests of the notice, the oldest first. */
  readonly contests: readonly ContestView[];
  readonly version: number;
}

/**
 * A new permission: CQC's or the authority's written agreement to exceed one condition once (docs/rules.md
 * §3.4.5).
 */
export interface NewPermission {
  readonly conditionId: string;
  readonly personId?: string | null;
  readonly packageId?: string | null;
  /** The weekly minutes by which care may exceed the limit. Required for a growth limit or an hours cap. */
  readonly minutes?: number | null;
  readonly until: string;
  readonly reference: string;
  readonly evidence: string;
  readonly documentId?: string | null;
}

export interface PermissionView extends Required<NewPermission> {
  readonly id: string;
  /** The reference of the person or package for which CQC or the authority gave the permission. */
  readonly subjectReference: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
  readonly usedAt: string | null;
  readonly withdrawnAt: string | null;
}

export const RESTRICTION_SOURCES = ['cqc', 'authority', 'provider'] as const;
export type RestrictionSource = (typeof RESTRICTION_SOURCES)[number];

/** The state of a notice at an instant: it binds, it will bind, or it binds no longer. */
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

/** The conditions of docs/rules.md §3.4.2. Limits are weekly minutes: 3.5 hours is 210. */
export type Condition =
  | { readonly kind: 'no_new_people' }
  | { readonly kind: 'growth_limit'; readonly limitMinutes: number; readonly basis: GrowthBasis }
  | { readonly kind: 'hours_cap'; readonly capMinutes: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'reporting'; readonly everyDays: number };

/** The parameters of each kind of condition, by name. Their columns have the same names in snake case. */
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
 * How growth is measured. `cumulative` counts every increase since the baseline; `per_change` judges each
 * increase alone.
 */
export type GrowthBasis = 'cumulative' | 'per_change';

export interface NewRestriction {
  readonly branchId: string;
  readonly source: RestrictionSource;
  /** The number on the notice. */
  readonly reference: string;
  /** The document or decision behind the notice, in words. */
  readonly evidence: string;
  /** The document behind the notice. */
  readonly documentId?: string | null;
  /**
   * The officer or commissioner who owns the restriction. If absent, the user who records the restriction.
   */
  readonly ownerId?: string | null;
  readonly reason: string;
  readonly from: string;
  readonly to?: string | null;
  /** The lots that the notice names. Empty for all lots. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

export type ConditionView = Condition & { readonly id: string };

/** A change of a notice. Absent fields keep their values. */
export interface RestrictionAmendment {
  readonly version: number;
  readonly reason: string;
  readonly reference?: string;
  readonly evidence?: string;
  /** The document behind the notice. Null removes the document. */
  readonly documentId?: string | null;
  readonly ownerId?: string;
  /** The start. It can change only while it is in the future. */
  readonly from?: string;
  /** The end. Null for a restriction without an end. */
  readonly to?: string | null;
  readonly lotIds?: readonly string[];
  /** All conditions that the notice will have. A kind that is missing here is removed. */
  readonly conditions?: readonly Condition[];
}

/** One wording of a notice, valid from `recordedAt` until the next. */
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
  /** Why the wording was recorded. */
  readonly reason: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}

/** The request of a provider to pause its own branch, which then takes no new packages. */
export interface NewPause {
  readonly branchId: string;
  /** The lots in which the branch is paused. Empty for all lots. */
  readonly lotIds: readonly string[];
  /** The start of the pause. If absent, now. */
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason: string;
}

export interface RestrictionView {
  readonly id: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly source: RestrictionSource;
  readonly reference: string;
  readonly evidence: string;
  readonly documentId: string | null;
  /** The owner. Null for a provider's own pause. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly reason: string;
  readonly from: string;
  readonly to: string | null;
  readonly lotIds: readonly string[];
  readonly conditions: readonly ConditionView[];
  readonly recordedAt: string;
  readonly recordedBy: string | null;
  readonly liftedAt: string | null;
  readonly liftReason: string | null;
  /** The instant at which the end was logged. The restriction stops binding at `to` in any case. */
  readonly expiredAt: string | null;
  readonly version: number;
}

/** A written agreement to go beyond one condition once (docs/rules.md §3.4.5). */
export interface NewPermission {
  readonly conditionId: string;
  readonly personId?: string | null;
  readonly packageId?: string | null;
  /** Weekly minutes above the limit. Required for a growth limit or an hours cap. */
  readonly minutes?: number | null;
  readonly until: string;
  readonly reference: string;
  readonly evidence: string;
  readonly documentId?: string | null;
}

export interface PermissionView extends Required<NewPermission> {
  readonly id: string;
  /** The reference of the person or package. */
  readonly subjectReference: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
  readonly usedAt: string | null;
  readonly withdrawnAt: string | null;
}

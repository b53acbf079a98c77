export const RESTRICTION_SOURCES = ['cqc', 'authority', 'provider'] as const;
export type RestrictionSource = (typeof RESTRICTION_SOURCES)[number];

/** How a notice stands at an instant: it binds, it is to, or it binds no longer. */
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

/** docs/rules.md §3.4.2. Limits are weekly minutes: 3.5 hours is 210. */
export type Condition =
  | { readonly kind: 'no_new_people' }
  | { readonly kind: 'growth_limit'; readonly limitMinutes: number; readonly basis: GrowthBasis }
  | { readonly kind: 'hours_cap'; readonly capMinutes: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'reporting'; readonly everyDays: number };

/** The parameters that each kind of condition has, by name; their columns are named after them. */
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

/** `cumulative` counts every increase since the baseline; `per_change` each on its own. */
export type GrowthBasis = 'cumulative' | 'per_change';

export interface NewRestriction {
  readonly branchId: string;
  readonly source: RestrictionSource;
  /** The notice's own number. */
  readonly reference: string;
  /** What it rests on: the document or the decision, in words. */
  readonly evidence: string;
  /** That document itself. */
  readonly documentId?: string | null;
  /** The officer or commissioner who sees to it; whoever records it when absent. */
  readonly ownerId?: string | null;
  readonly reason: string;
  readonly from: string;
  readonly to?: string | null;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

export type ConditionView = Condition & { readonly id: string };

/** What is to be otherwise in a notice; what is absent stays as it is. */
export interface RestrictionAmendment {
  readonly version: number;
  readonly reason: string;
  readonly reference?: string;
  readonly evidence?: string;
  /** Null for no document. */
  readonly documentId?: string | null;
  readonly ownerId?: string;
  /** Only while it is in the future. */
  readonly from?: string;
  /** Null for an open end. */
  readonly to?: string | null;
  readonly lotIds?: readonly string[];
  /** All that it is to have: a kind that is not here is removed. */
  readonly conditions?: readonly Condition[];
}

/** One wording of a notice, as it stood from `recordedAt` until the next. */
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
  /** Why it was recorded or amended. */
  readonly reason: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
}

/** A provider takes no new packages at a branch of its own for a while. */
export interface NewPause {
  readonly branchId: string;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  /** Now when absent. */
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
  /** Who sees to it; null for a provider's own pause. */
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
  /** When its end was told. It binds no longer at `to`, whether or not that has been. */
  readonly expiredAt: string | null;
  readonly version: number;
}

/** A written agreement to go beyond one condition once (docs/rules.md §3.4.5). */
export interface NewPermission {
  readonly conditionId: string;
  readonly personId?: string | null;
  readonly packageId?: string | null;
  /** Weekly minutes above the limit; required for a growth limit or an hours cap. */
  readonly minutes?: number | null;
  readonly until: string;
  readonly reference: string;
  readonly evidence: string;
  readonly documentId?: string | null;
}

export interface PermissionView extends Required<NewPermission> {
  readonly id: string;
  /** The reference of the person or package that it is for. */
  readonly subjectReference: string;
  readonly recordedAt: string;
  readonly recordedBy: string | null;
  readonly usedAt: string | null;
  readonly withdrawnAt: string | null;
}

export const RESTRICTION_SOURCES = ['cqc', 'authority', 'provider'] as const;
export type RestrictionSource = (typeof RESTRICTION_SOURCES)[number];

export const CONDITION_KINDS = [
  'no_new_people',
  'growth_limit',
  'hours_cap',
  'closed',
  'suspended',
  'reporting',
] as const;
export type ConditionKind = (typeof CONDITION_KINDS)[number];

/** Design §3.4. Limits are weekly minutes: 3.5 hours is 210. */
export type Condition =
  | { readonly kind: 'no_new_people' }
  | { readonly kind: 'growth_limit'; readonly limitMinutes: number; readonly basis: GrowthBasis }
  | { readonly kind: 'hours_cap'; readonly capMinutes: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'suspended' }
  | { readonly kind: 'reporting'; readonly everyDays: number };

/** `cumulative` counts every increase since the baseline; `per_change` each on its own. */
export type GrowthBasis = 'cumulative' | 'per_change';

export interface NewRestriction {
  readonly branchId: string;
  readonly source: RestrictionSource;
  /** The notice's own number. */
  readonly reference: string;
  /** What it rests on: the document or the decision, in words. */
  readonly evidence: string;
  readonly reason: string;
  readonly from: string;
  readonly to?: string | null;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

export interface RestrictionView {
  readonly id: string;
  readonly branchId: string;
  readonly source: RestrictionSource;
  readonly reference: string;
  readonly evidence: string;
  readonly reason: string;
  readonly from: string;
  readonly to: string | null;
  readonly lotIds: readonly string[];
  readonly conditions: readonly (Condition & { readonly id: string })[];
  readonly recordedAt: string;
  readonly liftedAt: string | null;
  readonly liftReason: string | null;
}

/** A written agreement to go beyond one condition once (design §3.4). */
export interface NewPermission {
  readonly conditionId: string;
  readonly personId?: string | null;
  readonly packageId?: string | null;
  /** Weekly minutes above the limit; required for a growth limit or an hours cap. */
  readonly minutes?: number | null;
  readonly until: string;
  readonly reference: string;
  readonly evidence: string;
}

export interface PermissionView extends Required<NewPermission> {
  readonly id: string;
  readonly recordedAt: string;
  readonly usedAt: string | null;
  readonly withdrawnAt: string | null;
}

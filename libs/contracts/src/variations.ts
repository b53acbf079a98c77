import type { CheckResult, EligibilityRule } from './eligibility.js';
import type { Visit } from './visits.js';

export const VARIATION_REQUEST_STATUSES = ['requested', 'approved', 'refused', 'withdrawn'] as const;
export type VariationRequestStatus = (typeof VARIATION_REQUEST_STATUSES)[number];

/** The result of one eligibility rule at the time when the variation was requested. */
export interface RequestedCheck {
  readonly rule: EligibilityRule;
  readonly result: CheckResult;
  readonly remedy: string | null;
  /** The values that decided the result, for the authority's staff. Null for a provider. */
  readonly evidence: Readonly<Record<string, unknown>> | null;
}

/** A request to vary live care. An officer approves or refuses the request. */
export interface VariationRequestView {
  readonly id: string;
  readonly placementId: string;
  readonly packageId: string;
  readonly personId: string;
  readonly deliveringBranchId: string;
  readonly fromMinutes: number;
  readonly toMinutes: number;
  readonly visits: readonly Visit[];
  readonly reason: string;
  readonly status: VariationRequestStatus;
  /** Who requested the variation: the branch that delivers the care, or the authority. */
  readonly askedBy: 'provider' | 'authority';
  readonly checks: readonly RequestedCheck[];
  /** The user who must decide the variation request. Null for provider users. */
  readonly ownerId: string | null;
  readonly dueAt: string;
  readonly requestedAt: string;
  readonly decidedAt: string | null;
  /** The officer's reason for refusing the variation request. */
  readonly decisionReason: string | null;
  readonly variationId: string | null;
}

import type { CheckResult, EligibilityRule } from './eligibility.js';
import type { Visit } from './visits.js';

export const VARIATION_REQUEST_STATUSES = ['requested', 'approved', 'refused', 'withdrawn'] as const;
export type VariationRequestStatus = (typeof VARIATION_REQUEST_STATUSES)[number];

/** A check as it was when the variation was requested. */
export interface RequestedCheck {
  readonly rule: EligibilityRule;
  readonly result: CheckResult;
  readonly remedy: string | null;
  /**
   * The facts behind the answer, for the authority's staff. Null for a provider, which sees only the failed
   * rules and what would change them.
   */
  readonly evidence: Readonly<Record<string, unknown>> | null;
}

/** A request to change live care, which an officer decides. */
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
  /** Who made the request: the branch that delivers, or the authority. */
  readonly askedBy: 'provider' | 'authority';
  readonly checks: readonly RequestedCheck[];
  /** The owner of the decision. Only staff see it. */
  readonly ownerId: string | null;
  readonly dueAt: string;
  readonly requestedAt: string;
  readonly decidedAt: string | null;
  /** Why the request was refused. */
  readonly decisionReason: string | null;
  readonly variationId: string | null;
}

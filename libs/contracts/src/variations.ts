import type { CheckResult, EligibilityRule } from './eligibility.js';
import type { Visit } from './visits.js';

export const VARIATION_REQUEST_STATUSES = ['requested', 'approved', 'refused', 'withdrawn'] as const;
export type VariationRequestStatus = (typeof VARIATION_REQUEST_STATUSES)[number];

/** A check as it stood when the variation was asked for. */
export interface RequestedCheck {
  readonly rule: EligibilityRule;
  readonly result: CheckResult;
  readonly remedy: string | null;
  /** For the authority's staff; null for a provider, which is told the rules that fail and what would change that. */
  readonly evidence: Readonly<Record<string, unknown>> | null;
}

/** A change of live care that somebody asks for and an officer decides. */
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
  /** Who asked: the branch that delivers, or the authority. */
  readonly askedBy: 'provider' | 'authority';
  readonly checks: readonly RequestedCheck[];
  /** Who decides, and by when; for staff. */
  readonly ownerId: string | null;
  readonly dueAt: string;
  readonly requestedAt: string;
  readonly decidedAt: string | null;
  /** Why it was refused. */
  readonly decisionReason: string | null;
  readonly variationId: string | null;
}

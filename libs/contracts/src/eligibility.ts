import type { Capability } from './needs.js';

/**
 * Every rule of docs/rules.md §3.2. Each capability that the package needs has a rule of its own. `intake.cap` (§4.3)
 * is checked only for a person who is transferred by a reallocation with an intake cap.
 */
export const ELIGIBILITY_RULES = [
  'contract.lot',
  'registration.active',
  'restriction.suspended',
  'restriction.closed',
  'restriction.no_new_people',
  'restriction.growth',
  'restriction.hours_cap',
  'capacity.minutes',
  'capacity.bands',
  'capacity.double_up',
  'rating.policy',
  'person.excluded',
] as const;
export type EligibilityRule = (typeof ELIGIBILITY_RULES)[number] | `capability.${Capability}` | 'intake.cap';

/** `warn` and `waived` do not make a branch ineligible. */
export type CheckResult = 'pass' | 'fail' | 'warn' | 'waived';

/** The answer of one rule: what it found and, unless it passed, what would change the answer. */
export interface Check {
  readonly rule: EligibilityRule;
  readonly result: CheckResult;
  /** The facts that decided, by name. They explain the answer without another query. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** What would change the answer, in a sentence. Null if the rule passes. */
  readonly remedy: string | null;
}

export interface EligibilityDecision {
  readonly eligible: boolean;
  readonly checks: readonly Check[];
}

export interface DecisionView extends EligibilityDecision {
  readonly branchId: string;
  readonly branchName: string;
  readonly providerId: string;
  readonly deliveringBranchId: string;
  readonly deliveringBranchName: string;
  readonly tier: number | null;
  readonly decidedAt: string;
}

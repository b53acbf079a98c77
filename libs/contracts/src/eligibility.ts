import type { Capability } from './needs.js';

/**
 * Every rule of docs/rules.md §3.2. Each capability that the package needs has a rule of its own. Three rules are
 * checked only where they apply: `transfer.leaving` for the branch that the person is being transferred from,
 * `award.withdrawn` for the branch that an officer has taken the package back from, and `intake.cap` (§4.3) for a person
 * who is transferred by a reallocation with an intake cap.
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
/** The rules that are checked only where they apply. */
export const CONDITIONAL_RULES = ['transfer.leaving', 'award.withdrawn', 'intake.cap'] as const;
export type EligibilityRule =
  (typeof ELIGIBILITY_RULES)[number] | (typeof CONDITIONAL_RULES)[number] | `capability.${Capability}`;

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

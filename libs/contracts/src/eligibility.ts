import type { Capability } from './needs.js';

/**
 * All rules that decide whether a branch may take a package (docs/rules.md §3.2). Each capability that a
 * package can need has a rule of its own.
 *
 * Three further rules apply only in some cases. `transfer.leaving`: for the branch that a transferred person
 * leaves. `award.withdrawn`: for the branch whose award an officer has withdrawn. `intake.cap` (§4.3): for a
 * person in a reallocation with an intake cap.
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
/** The rules that apply only in some cases. */
export const CONDITIONAL_RULES = ['transfer.leaving', 'award.withdrawn', 'intake.cap'] as const;
export type EligibilityRule =
  (typeof ELIGIBILITY_RULES)[number] | (typeof CONDITIONAL_RULES)[number] | `capability.${Capability}`;

/**
 * The result of one eligibility rule for a branch. Only `fail` makes the branch ineligible; `warn` and
 * `waived` do not.
 */
export type CheckResult = 'pass' | 'fail' | 'warn' | 'waived';

/**
 * The result of one eligibility rule about one branch. Says which data decided the result, and what would
 * change the result.
 */
export interface Check {
  readonly rule: EligibilityRule;
  readonly result: CheckResult;
  /**
   * The values, by name, that decided the result. A reader can understand the result from these values alone.
   */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** A sentence that says what would change the result. Null if the rule passes. */
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

import type { Capability } from './needs.js';

/**
 * Every rule of docs/rules.md §3.2. A needed capability has a rule of its own; `intake.cap` (§4.3) is asked only for
 * a person who is being moved by a reallocation that has one.
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

/** `warn` and `waived` do not stand in the way. */
export type CheckResult = 'pass' | 'fail' | 'warn' | 'waived';

/** One rule's answer: what it found and, where it did not simply pass, what would change it. */
export interface Check {
  readonly rule: EligibilityRule;
  readonly result: CheckResult;
  /** The facts that decided, by name; enough to see why without asking again. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** A sentence in plain words; null when the rule passes. */
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

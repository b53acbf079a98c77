import type { Check } from '#contracts/eligibility';

/**
 * The result of one eligibility rule, without the rule's name: pass, warn or fail, with the evidence and with
 * what would change the result.
 */
export type Answer = Omit<Check, 'rule'>;
type Evidence = Check['evidence'];

export function passes(evidence: Evidence): Answer {
  return { result: 'pass', evidence, remedy: null };
}

export function warns(evidence: Evidence, remedy: string): Answer {
  return { result: 'warn', evidence, remedy };
}

export function fails(evidence: Evidence, remedy: string): Answer {
  return { result: 'fail', evidence, remedy };
}

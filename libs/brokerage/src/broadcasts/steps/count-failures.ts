import type { EligibilityRule } from '#contracts/eligibility';
import type { LotDecisions } from '../../eligibility/decide-for-branches.js';

/**
 * Counts how many branches fail each eligibility rule. The counts are shown to the officer if no branch is
 * eligible for a package.
 */
export function countFailures({ pairs, contractedElsewhere }: LotDecisions): Record<string, number> {
  const failed = pairs.flatMap(({ decision }) => decision.checks.filter(({ result }) => result === 'fail'));
  const rules = failed.map(({ rule }): EligibilityRule => rule);
  const counts: Record<string, number> = {};
  for (const rule of [...rules, ...contractedElsewhere.map(() => 'contract.lot')])
    counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

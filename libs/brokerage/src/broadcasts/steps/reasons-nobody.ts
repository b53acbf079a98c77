import type { DecidedPair } from '../../eligibility/decide.js';

/** How many branches fail each rule: what an officer must know when nobody may take a package. */
export function reasonsNobody(decided: readonly DecidedPair[]): Record<string, number> {
  const failing: Record<string, number> = {};
  for (const { decision } of decided)
    for (const { rule, result } of decision.checks)
      if (result === 'fail') failing[rule] = (failing[rule] ?? 0) + 1;
  return failing;
}

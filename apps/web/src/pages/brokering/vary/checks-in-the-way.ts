import { ELIGIBILITY_RULES, type EligibilityRule } from '#contracts/eligibility';
import type { Problem } from '#contracts/errors';
import type { Fault } from '../../../console/form.js';
import { ruleInWords } from '../../../wording/rules.js';

/** Each rule that a change of care was refused by, with what would change that. */
export function checksInTheWay({ code, facts }: Problem): Fault[] {
  if (code !== 'variation_refused' || !Array.isArray(facts?.checks)) return [];
  return (facts.checks as unknown[]).flatMap((check) => {
    const { rule, remedy } = typeof check === 'object' && check !== null ? (check as Told) : {};
    if (!isRule(rule)) return [];
    const asked = ruleInWords(rule);
    return [{ text: typeof remedy === 'string' ? `${asked}: ${remedy}` : `${asked}: not as it stands.` }];
  });
}

interface Told {
  readonly rule?: unknown;
  readonly remedy?: unknown;
}

const isRule = (rule: unknown): rule is EligibilityRule =>
  (ELIGIBILITY_RULES as readonly unknown[]).includes(rule);

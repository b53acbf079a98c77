import type { CONDITIONAL_RULES, ELIGIBILITY_RULES, EligibilityRule } from '#contracts/eligibility';
import type { Capability } from '#contracts/needs';
import { NEED_WORDING } from './needs.js';

type FixedRule = (typeof ELIGIBILITY_RULES)[number] | (typeof CONDITIONAL_RULES)[number];

/** The names of the eligibility rules, as users see them. */
const RULES: Readonly<Record<FixedRule, string>> = {
  'contract.lot': 'Contract for the lot',
  'registration.active': 'Registration with CQC',
  'restriction.suspended': 'Not suspended',
  'restriction.closed': 'Open to new packages',
  'restriction.no_new_people': 'Open to new people',
  'restriction.growth': 'Growth limit',
  'restriction.hours_cap': 'Hours cap',
  'capacity.minutes': 'Spare hours',
  'capacity.bands': 'Times of day',
  'capacity.double_up': 'Double-ups',
  'rating.policy': 'CQC rating',
  'person.excluded': 'Not excluded by the person or family',
  'transfer.leaving': 'Not the branch the person is leaving',
  'award.withdrawn': 'Award not withdrawn from this branch',
  'intake.cap': 'Intake cap of the reallocation',
};

export function ruleInWords(rule: EligibilityRule): string {
  if (Object.hasOwn(RULES, rule)) return RULES[rule as FixedRule];
  const need = rule.replace(/^capability\./, '');
  return Object.hasOwn(NEED_WORDING, need) ? `Need: ${NEED_WORDING[need as Capability]}` : rule;
}

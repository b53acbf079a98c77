import { type Fault, type FaultRule, faultsOf, isBlank } from '../faults.js';
import { addDays, isIsoDate } from '../time/iso-date.js';

/** The most days until a check is looked at again: three years. */
const MOST_DAYS = 1_096;

export type CheckFaultCode =
  'check_evidence_missing' | 'review_not_a_date' | 'review_in_past' | 'review_too_far';

interface Asked {
  readonly evidence: string;
  readonly reviewOn: string;
  readonly today: string;
}

const RULES: readonly FaultRule<Asked, CheckFaultCode>[] = [
  {
    code: 'check_evidence_missing',
    isBrokenBy: ({ evidence }) => isBlank(evidence),
    sentence: 'Enter the evidence for the check.',
  },
  {
    code: 'review_not_a_date',
    isBrokenBy: ({ reviewOn }) => !isIsoDate(reviewOn),
    sentence: 'Enter the date of the next check as YYYY-MM-DD.',
  },
  {
    code: 'review_in_past',
    isBrokenBy: ({ reviewOn, today }) => isIsoDate(reviewOn) && reviewOn <= today,
    sentence: 'Enter a date after today for the next check.',
  },
  {
    code: 'review_too_far',
    isBrokenBy: ({ reviewOn, today }) => isIsoDate(reviewOn) && reviewOn > addDays(today, MOST_DAYS),
    sentence: 'Enter a date within three years for the next check.',
  },
];

/** Lists every fault in a check of a branch. `today` is the date in London (docs/rules.md §3.5.4). */
export function checkFaults(asked: Asked): Fault<CheckFaultCode>[] {
  return faultsOf(RULES, asked);
}

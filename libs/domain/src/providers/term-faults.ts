import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { isIsoDate } from '../time/iso-date.js';

export type TermFaultCode = 'starts_not_a_date' | 'ends_not_a_date' | 'ends_before_start';

/** From its first day to its last; open-ended without one. */
export interface Term {
  readonly startsOn: string;
  readonly endsOn?: string | null;
}

const RULES: readonly FaultRule<Term, TermFaultCode>[] = [
  {
    code: 'starts_not_a_date',
    isBrokenBy: ({ startsOn }) => !isIsoDate(startsOn),
    sentence: 'Give the first day as a date, YYYY-MM-DD.',
  },
  {
    code: 'ends_not_a_date',
    isBrokenBy: ({ endsOn }) => endsOn != null && !isIsoDate(endsOn),
    sentence: 'Give the last day as a date, YYYY-MM-DD, or leave it open.',
  },
  {
    code: 'ends_before_start',
    isBrokenBy: ({ startsOn, endsOn }) => endsOn != null && endsOn < startsOn,
    sentence: 'The last day is not before the first.',
  },
];

/** Everything that keeps two dates from being a term. */
export function termFaults(term: Term): Fault<TermFaultCode>[] {
  return faultsOf(RULES, term);
}

import type { CapabilityDeclaration } from '#contracts/capabilities';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { isIsoDate } from '../time/iso-date.js';

/** The first day that a declaration may name: CQC has registered home care since then. */
const FIRST_DAY = '2010-10-01';

export type DeclarationFaultCode =
  'day_not_a_date' | 'day_in_future' | 'day_too_early' | 'declared_and_withdrawn';

interface Asked extends Pick<CapabilityDeclaration, 'declared' | 'withdrawn' | 'onDay'> {
  readonly today: string;
}

const RULES: readonly FaultRule<Asked, DeclarationFaultCode>[] = [
  {
    code: 'day_not_a_date',
    isBrokenBy: ({ onDay }) => !isIsoDate(onDay),
    sentence: 'Give the day as a date, YYYY-MM-DD.',
  },
  {
    code: 'day_in_future',
    isBrokenBy: ({ onDay, today }) => isIsoDate(onDay) && onDay > today,
    sentence: 'The day is today or earlier.',
  },
  {
    code: 'day_too_early',
    isBrokenBy: ({ onDay }) => isIsoDate(onDay) && onDay < FIRST_DAY,
    sentence: 'The day is not before 1 October 2010.',
  },
  {
    code: 'declared_and_withdrawn',
    isBrokenBy: ({ declared, withdrawn }) => declared.some((one) => withdrawn.includes(one)),
    sentence: 'A capability is declared or withdrawn, not both.',
  },
];

/** Lists every fault in a declaration of capabilities. `today` is the date in London (docs/rules.md §3.2). */
export function declarationFaults(asked: Asked): Fault<DeclarationFaultCode>[] {
  return faultsOf(RULES, asked);
}

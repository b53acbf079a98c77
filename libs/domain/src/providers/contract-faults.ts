import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { isIsoDate } from '../time/iso-date.js';
import type { NewContract, NewSubcontract } from '#contracts/providers';

export type TermFaultCode = 'starts_not_a_date' | 'ends_not_a_date' | 'ends_before_start';

/**
 * The first and the last day of a contract or subcontract. If the last day is absent, the contract has no
 * end.
 */
export interface Term {
  readonly startsOn: string;
  readonly endsOn?: string | null;
}

const TERM_RULES: readonly FaultRule<Term, TermFaultCode>[] = [
  {
    code: 'starts_not_a_date',
    isBrokenBy: ({ startsOn }) => !isIsoDate(startsOn),
    sentence: 'Enter the first day as a date, YYYY-MM-DD.',
  },
  {
    code: 'ends_not_a_date',
    isBrokenBy: ({ endsOn }) => endsOn != null && !isIsoDate(endsOn),
    sentence: 'Enter the last day as a date, YYYY-MM-DD, or leave it open.',
  },
  {
    code: 'ends_before_start',
    isBrokenBy: ({ startsOn, endsOn }) => endsOn != null && endsOn < startsOn,
    sentence: 'Enter a last day on or after the first day.',
  },
];

/** Lists every fault in the term of a contract or subcontract. */
export function termFaults(term: Term): Fault<TermFaultCode>[] {
  return faultsOf(TERM_RULES, term);
}

export type ContractFaultCode = TermFaultCode | 'rates_reversed';

type ContractTerms = Pick<NewContract, 'startsOn' | 'endsOn' | 'rateMinPence' | 'rateMaxPence'>;

const CONTRACT_RULES: readonly FaultRule<ContractTerms, ContractFaultCode>[] = [
  {
    code: 'rates_reversed',
    isBrokenBy: ({ rateMinPence, rateMaxPence }) => rateMinPence > rateMaxPence,
    sentence: 'Enter a lowest rate of no more than the highest rate.',
  },
];

/** Lists every fault in a contract's terms: its dates, rates, tier and rank. */
export function contractFaults(terms: ContractTerms): Fault<ContractFaultCode>[] {
  return [...termFaults(terms), ...faultsOf(CONTRACT_RULES, terms)];
}

export type SubcontractFaultCode = TermFaultCode | 'delivers_itself' | 'lead_not_contracted';

interface Asked extends NewSubcontract {
  /** True if the branch that would give care to a subcontractor has a contract of its own in the lot. */
  readonly isContracted: boolean;
}

const SUBCONTRACT_RULES: readonly FaultRule<Asked, SubcontractFaultCode>[] = [
  {
    code: 'delivers_itself',
    isBrokenBy: ({ branchId, deliveringBranchId }) => branchId === deliveringBranchId,
    sentence: 'Choose another branch to deliver; a branch needs no subcontract to deliver itself.',
  },
  {
    code: 'lead_not_contracted',
    isBrokenBy: ({ isContracted }) => !isContracted,
    sentence: 'Choose a contracted branch that has a contract in this lot.',
  },
];

/** Lists every fault in a new subcontract. */
export function subcontractFaults(asked: Asked): Fault<SubcontractFaultCode>[] {
  return [...termFaults(asked), ...faultsOf(SUBCONTRACT_RULES, asked)];
}

/**
 * Lists every fault in a new last day for a subcontract. The last day must be within the present term, so a
 * subcontract can only become shorter.
 */
export function endFaults(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string | null },
  newEnd: string,
): Fault<TermFaultCode | 'ends_later'>[] {
  const isLater = endsOn !== null && newEnd > endsOn;
  const later = {
    code: 'ends_later',
    sentence: 'It ends earlier already. Enter a day before its current last day.',
  } as const;
  return [...termFaults({ startsOn, endsOn: newEnd }), ...(isLater ? [later] : [])];
}

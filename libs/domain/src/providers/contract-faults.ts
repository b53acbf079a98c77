import type { NewContract } from '#contracts/providers';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { type TermFaultCode, termFaults } from './term-faults.js';

export type ContractFaultCode = TermFaultCode | 'rates_reversed';

type ContractTerms = Pick<NewContract, 'startsOn' | 'endsOn' | 'rateMinPence' | 'rateMaxPence'>;

const RULES: readonly FaultRule<ContractTerms, ContractFaultCode>[] = [
  {
    code: 'rates_reversed',
    isBrokenBy: ({ rateMinPence, rateMaxPence }) => rateMinPence > rateMaxPence,
    sentence: 'The lowest rate is not above the highest.',
  },
];

/** Everything that keeps a contract's terms from standing. */
export function contractFaults(terms: ContractTerms): Fault<ContractFaultCode>[] {
  return [...termFaults(terms), ...faultsOf(RULES, terms)];
}

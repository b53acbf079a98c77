import type { NewSubcontract } from '#contracts/providers';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { type TermFaultCode, termFaults } from './term-faults.js';

export type SubcontractFaultCode = TermFaultCode | 'delivers_itself' | 'lead_not_contracted';

interface Asked extends NewSubcontract {
  /** The branch has a contract of its own in the lot. */
  readonly isContracted: boolean;
}

const RULES: readonly FaultRule<Asked, SubcontractFaultCode>[] = [
  {
    code: 'delivers_itself',
    isBrokenBy: ({ branchId, deliveringBranchId }) => branchId === deliveringBranchId,
    sentence: 'Choose another branch to deliver; a branch needs no subcontract to deliver itself.',
  },
  {
    code: 'lead_not_contracted',
    isBrokenBy: ({ isContracted }) => !isContracted,
    sentence: 'The branch that subcontracts has a contract in this lot.',
  },
];

/** Everything that keeps a subcontract from being put on record. */
export function subcontractFaults(asked: Asked): Fault<SubcontractFaultCode>[] {
  return [...termFaults(asked), ...faultsOf(RULES, asked)];
}

/** A subcontract is ended on a day of its term, never made longer. */
export function endFaults(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string | null },
  newEnd: string,
): Fault<TermFaultCode | 'ends_later'>[] {
  const isLater = endsOn !== null && newEnd > endsOn;
  const later = { code: 'ends_later', sentence: 'It ends before that already.' } as const;
  return [...termFaults({ startsOn, endsOn: newEnd }), ...(isLater ? [later] : [])];
}

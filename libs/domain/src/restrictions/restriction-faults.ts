import type { NewRestriction } from '#contracts/restrictions';
import { type Fault, type FaultRule, faultsOf, isBlank } from '../faults.js';
import { PARAMETER_FAULTS, type ParameterFaultCode } from './conditions.js';

export type RestrictionFaultCode =
  | 'reference_missing'
  | 'evidence_missing'
  | 'reason_missing'
  | 'ends_before_start'
  | 'conditions_missing'
  | 'condition_repeated'
  | ParameterFaultCode
  | 'lot_repeated';

const RULES: readonly FaultRule<NewRestriction, RestrictionFaultCode>[] = [
  {
    code: 'reference_missing',
    isBrokenBy: ({ reference }) => isBlank(reference),
    sentence: 'Enter the number on the notice.',
  },
  {
    code: 'evidence_missing',
    isBrokenBy: ({ evidence }) => isBlank(evidence),
    sentence: 'Enter the evidence for the restriction.',
  },
  {
    code: 'reason_missing',
    isBrokenBy: ({ reason }) => isBlank(reason),
    sentence: 'Enter the reason for the restriction.',
  },
  {
    code: 'ends_before_start',
    isBrokenBy: ({ from, to }) => to != null && Date.parse(to) <= Date.parse(from),
    sentence: 'Enter an end after the start.',
  },
  {
    code: 'conditions_missing',
    isBrokenBy: ({ conditions }) => conditions.length === 0,
    sentence: 'Add at least one condition.',
  },
  {
    code: 'condition_repeated',
    isBrokenBy: ({ conditions }) => hasRepeats(conditions.map(({ kind }) => kind)),
    sentence: 'Name each kind of condition once; overlapping restrictions combine to the strictest.',
  },
  ...PARAMETER_FAULTS,
  {
    code: 'lot_repeated',
    isBrokenBy: ({ lotIds }) => hasRepeats(lotIds),
    sentence: 'Name each lot once.',
  },
];

/** Lists every fault in a notice of a restriction (docs/rules.md §3.4.1). */
export function restrictionFaults(notice: NewRestriction): Fault<RestrictionFaultCode>[] {
  return faultsOf(RULES, notice);
}

const hasRepeats = (items: readonly string[]): boolean => new Set(items).size < items.length;

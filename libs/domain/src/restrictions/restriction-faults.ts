import type { Condition, NewRestriction } from '#contracts/restrictions';
import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';

export type RestrictionFaultCode =
  | 'reference_missing'
  | 'evidence_missing'
  | 'reason_missing'
  | 'ends_before_start'
  | 'conditions_missing'
  | 'condition_repeated'
  | 'limit_invalid'
  | 'cap_invalid'
  | 'interval_invalid'
  | 'lot_repeated';

const LONGEST_INTERVAL_DAYS = 366;

const RULES: readonly FaultRule<NewRestriction, RestrictionFaultCode>[] = [
  {
    code: 'reference_missing',
    isBrokenBy: ({ reference }) => isBlank(reference),
    sentence: "Give the notice's own number.",
  },
  {
    code: 'evidence_missing',
    isBrokenBy: ({ evidence }) => isBlank(evidence),
    sentence: 'Say what the restriction rests on.',
  },
  {
    code: 'reason_missing',
    isBrokenBy: ({ reason }) => isBlank(reason),
    sentence: 'Say why the branch is restricted.',
  },
  {
    code: 'ends_before_start',
    isBrokenBy: ({ from, to }) => to != null && Date.parse(to) <= Date.parse(from),
    sentence: 'The restriction ends after it begins.',
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
  {
    code: 'limit_invalid',
    isBrokenBy: ({ conditions }) => conditions.some(hasInvalidLimit),
    sentence: 'A growth limit is a whole number of weekly minutes, 0 or more.',
  },
  {
    code: 'cap_invalid',
    isBrokenBy: ({ conditions }) => conditions.some(hasInvalidCap),
    sentence: 'An hours cap is a whole number of weekly minutes, 0 or more.',
  },
  {
    code: 'interval_invalid',
    isBrokenBy: ({ conditions }) => conditions.some(hasInvalidInterval),
    sentence: `Updates are owed every 1 to ${LONGEST_INTERVAL_DAYS} days.`,
  },
  {
    code: 'lot_repeated',
    isBrokenBy: ({ lotIds }) => hasRepeats(lotIds),
    sentence: 'Name each lot once.',
  },
];

/** Lists every fault of a notice (docs/rules.md §3.4.1). */
export function restrictionFaults(notice: NewRestriction): Fault<RestrictionFaultCode>[] {
  return faultsOf(RULES, notice);
}

const isMinutes = (minutes: number): boolean => isWholeBetween(0, minutes, Number.MAX_SAFE_INTEGER);
const hasRepeats = (items: readonly string[]): boolean => new Set(items).size < items.length;
const hasInvalidLimit = (c: Condition): boolean => c.kind === 'growth_limit' && !isMinutes(c.limitMinutes);
const hasInvalidCap = (c: Condition): boolean => c.kind === 'hours_cap' && !isMinutes(c.capMinutes);
const hasInvalidInterval = (c: Condition): boolean =>
  c.kind === 'reporting' && !isWholeBetween(1, c.everyDays, LONGEST_INTERVAL_DAYS);

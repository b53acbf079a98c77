import type { Condition, NewRestriction } from '#contracts/restrictions';
import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';

export type RestrictionFaultCode =
  | 'reference_missing'
  | 'evidence_missing'
  | 'reason_missing'
  | 'from_not_an_instant'
  | 'to_not_an_instant'
  | 'to_not_after_from'
  | 'no_conditions'
  | 'condition_repeated'
  | 'limit_invalid'
  | 'cap_invalid'
  | 'days_invalid'
  | 'lot_repeated';

const MOST_MINUTES = 10_000_000;
const MOST_DAYS = 366;

const isInstant = (text: string): boolean => !Number.isNaN(Date.parse(text));
const hasRepeats = (values: readonly string[]): boolean => new Set(values).size < values.length;

const RULES: readonly FaultRule<NewRestriction, RestrictionFaultCode>[] = [
  {
    code: 'reference_missing',
    isBrokenBy: ({ reference }) => isBlank(reference),
    sentence: 'Give the reference of the notice.',
  },
  {
    code: 'evidence_missing',
    isBrokenBy: ({ evidence }) => isBlank(evidence),
    sentence: 'Say what the restriction rests on: the document or the decision.',
  },
  {
    code: 'reason_missing',
    isBrokenBy: ({ reason }) => isBlank(reason),
    sentence: 'Say why the branch is restricted.',
  },
  {
    code: 'from_not_an_instant',
    isBrokenBy: ({ from }) => !isInstant(from),
    sentence: 'Say from when the restriction binds.',
  },
  {
    code: 'to_not_an_instant',
    isBrokenBy: ({ to }) => to != null && !isInstant(to),
    sentence: 'Say until when the restriction binds, or leave it open.',
  },
  {
    code: 'to_not_after_from',
    isBrokenBy: ({ from, to }) => to != null && Date.parse(to) <= Date.parse(from),
    sentence: 'The restriction ends after it begins.',
  },
  {
    code: 'no_conditions',
    isBrokenBy: ({ conditions }) => conditions.length === 0,
    sentence: 'Add at least one condition.',
  },
  {
    code: 'condition_repeated',
    isBrokenBy: ({ conditions }) => hasRepeats(conditions.map(({ kind }) => kind)),
    sentence: 'Name each kind of condition once.',
  },
  {
    code: 'limit_invalid',
    isBrokenBy: ({ conditions }) => conditions.some(hasInvalidLimit),
    sentence: 'A growth limit is a whole number of minutes a week, 0 or more.',
  },
  {
    code: 'cap_invalid',
    isBrokenBy: ({ conditions }) => conditions.some(hasInvalidCap),
    sentence: 'A cap is a whole number of minutes a week, 0 or more.',
  },
  {
    code: 'days_invalid',
    isBrokenBy: ({ conditions }) => conditions.some(hasInvalidDays),
    sentence: `A report is due every 1 to ${MOST_DAYS} days.`,
  },
  {
    code: 'lot_repeated',
    isBrokenBy: ({ lotIds }) => hasRepeats(lotIds),
    sentence: 'Name each lot once.',
  },
];

function hasInvalidLimit(condition: Condition): boolean {
  return condition.kind === 'growth_limit' && !isWholeBetween(0, condition.limitMinutes, MOST_MINUTES);
}

function hasInvalidCap(condition: Condition): boolean {
  return condition.kind === 'hours_cap' && !isWholeBetween(0, condition.capMinutes, MOST_MINUTES);
}

function hasInvalidDays(condition: Condition): boolean {
  return condition.kind === 'reporting' && !isWholeBetween(1, condition.everyDays, MOST_DAYS);
}

/** Everything that keeps a restriction from being recorded (design §3.4). */
export function restrictionFaults(command: NewRestriction): Fault<RestrictionFaultCode>[] {
  return faultsOf(RULES, command);
}

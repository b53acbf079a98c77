import type { ELIGIBILITY_RULES, EligibilityRule } from '#contracts/eligibility';
import type { Condition, ConditionKind, NewRestriction } from '#contracts/restrictions';
import { type FaultRule, isWholeBetween } from '../faults.js';
import { hoursInWords } from '../time/durations.js';
import type { CareFact, ChangeFact, ConditionFact } from './facts.js';
import { exceedsGrowthLimit, growthOf } from './growth-limit.js';

export type RestrictionRule = Extract<(typeof ELIGIBILITY_RULES)[number], `restriction.${string}`>;

export function isRestrictionRule(rule: EligibilityRule): rule is RestrictionRule {
  return rule.startsWith('restriction.');
}

/** Says whether one condition of a restriction allows a change of care. */
export interface Ruling {
  readonly rule: RestrictionRule;
  readonly isBroken: boolean;
  /**
   * The weekly minutes by which a broken condition's limit is exceeded. Null for a condition without a limit.
   */
  readonly beyondMinutes: number | null;
  /** The weekly minutes that were compared with the condition, by name, as evidence. */
  readonly measured: Readonly<Record<string, number>>;
  /** A sentence that says what the condition allows. */
  readonly allows: string;
}

/**
 * Checks a change of care against one condition. Returns null for the condition `reporting`, which forbids no
 * change.
 */
export function ruleOn(
  { condition, baselineMinutes }: Pick<ConditionFact, 'condition' | 'baselineMinutes'>,
  care: CareFact,
  change: ChangeFact,
): Ruling | null {
  switch (condition.kind) {
    case 'suspended':
      return {
        rule: 'restriction.suspended',
        isBroken: breaksSuspended(change),
        ...WITHOUT_LIMIT,
        allows: 'The branch may take no new work.',
      };
    case 'closed':
      return {
        rule: 'restriction.closed',
        isBroken: breaksClosed(change),
        ...WITHOUT_LIMIT,
        allows: 'The branch may take no new package in this lot.',
      };
    case 'no_new_people':
      return {
        rule: 'restriction.no_new_people',
        isBroken: breaksNoNewPeople(change),
        ...WITHOUT_LIMIT,
        allows: 'The branch may take packages only for people it cares for today.',
      };
    case 'growth_limit': {
      const { limitMinutes, basis } = condition;
      const growth = growthOf(basis, baselineMinutes, care, change.addedMinutes);
      const mostMinutes = growth.baselineMinutes + limitMinutes;
      return {
        rule: 'restriction.growth',
        isBroken: exceedsGrowthLimit(growth, limitMinutes),
        beyondMinutes: growth.resultingMinutes - mostMinutes,
        measured: { limitMinutes, ...growth },
        allows: `This person's care may come to ${hoursInWords(mostMinutes)} a week; it would be ${hoursInWords(growth.resultingMinutes)}.`,
      };
    }
    case 'hours_cap': {
      const { capMinutes } = condition;
      const presentMinutes = care.branchMinutesNow;
      const resultingMinutes = presentMinutes + change.addedMinutes;
      return {
        rule: 'restriction.hours_cap',
        isBroken: exceedsHoursCap({ presentMinutes, resultingMinutes }, capMinutes),
        beyondMinutes: resultingMinutes - capMinutes,
        measured: { capMinutes, presentMinutes, resultingMinutes },
        allows: `The branch may deliver ${hoursInWords(capMinutes)} a week; it would be ${hoursInWords(resultingMinutes)}.`,
      };
    }
    case 'reporting':
      return null;
  }
}

const WITHOUT_LIMIT = { beyondMinutes: null, measured: {} };

/**
 * True if a change breaks the condition `closed` (docs/rules.md §3.4.2). The condition is: "No new packages
 * in these lots; existing care may change".
 */
export function breaksClosed({ kind }: Pick<ChangeFact, 'kind'>): boolean {
  return kind === 'award';
}

/**
 * True if a change breaks the condition `suspended`: "No new work at all" (docs/rules.md §3.4.2). New
 * packages and increases are forbidden, decreases are allowed.
 */
export function breaksSuspended({ kind, addedMinutes }: Pick<ChangeFact, 'kind' | 'addedMinutes'>): boolean {
  return kind === 'award' || addedMinutes > 0;
}

/**
 * True if a change breaks the condition `no_new_people` (docs/rules.md §3.4.2). The condition is: "May not
 * start care for a person it does not deliver care to today".
 */
export function breaksNoNewPeople({
  kind,
  startsNewPerson,
}: Pick<ChangeFact, 'kind' | 'startsNewPerson'>): boolean {
  return kind === 'award' && startsNewPerson;
}

/** The weekly minutes of all care of a branch, live and awarded, before and after a change. */
export interface BranchHours {
  readonly presentMinutes: number;
  readonly resultingMinutes: number;
}

/**
 * True if a change breaks an hours cap (docs/rules.md §3.4.2). The cap limits a branch's total weekly
 * minutes. A total equal to the cap is allowed. A branch may always deliver less, even above the cap.
 */
export function exceedsHoursCap(
  { presentMinutes, resultingMinutes }: BranchHours,
  capMinutes: number,
): boolean {
  return resultingMinutes > presentMinutes && resultingMinutes > capMinutes;
}

const LONGEST_INTERVAL_DAYS = 366;

export type ParameterFaultCode = 'limit_invalid' | 'cap_invalid' | 'interval_invalid';

/**
 * The rules that the parameters of a restriction's conditions must follow (docs/rules.md §3.4.1), for example
 * that a limit is a whole number.
 */
export const PARAMETER_FAULTS: readonly FaultRule<Pick<NewRestriction, 'conditions'>, ParameterFaultCode>[] =
  [
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
      sentence: `Enter 1 to ${LONGEST_INTERVAL_DAYS} days between reports.`,
    },
  ];

/**
 * True for the kinds of conditions that limit weekly minutes. A permission for such a condition says by how
 * many minutes the limit may be exceeded.
 */
export const hasLimit = (kind: ConditionKind): boolean => kind === 'growth_limit' || kind === 'hours_cap';

const isMinutes = (minutes: number): boolean => isWholeBetween(0, minutes, Number.MAX_SAFE_INTEGER);
const hasInvalidLimit = (c: Condition): boolean => c.kind === 'growth_limit' && !isMinutes(c.limitMinutes);
const hasInvalidCap = (c: Condition): boolean => c.kind === 'hours_cap' && !isMinutes(c.capMinutes);
const hasInvalidInterval = (c: Condition): boolean =>
  c.kind === 'reporting' && !isWholeBetween(1, c.everyDays, LONGEST_INTERVAL_DAYS);

import type { Visit } from '#contracts/visits';
import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';
import { isTimeOfDay } from '../time/durations.js';

export type VisitFaultCode =
  | 'no_visits'
  | 'too_many_visits'
  | 'key_missing'
  | 'key_repeated'
  | 'days_missing'
  | 'day_repeated'
  | 'minutes_out_of_range'
  | 'short_reason_missing'
  | 'too_short_for_personal_care'
  | 'window_invalid';

/**
 * A fault in the visits of a package. `visitKey` names the visit, and is null if the fault concerns the whole
 * week.
 */
export interface VisitFault extends Fault<VisitFaultCode> {
  readonly visitKey: string | null;
}

const MOST_VISITS = 50;
const LONGEST_MINUTES = 720;
/** A visit that is shorter than this number of minutes needs a reason. */
const SHORT_MINUTES = 30;
/** A visit of this many minutes or fewer is too short for personal care. */
const TOO_SHORT_MINUTES = 15;

const WEEK_RULES: readonly FaultRule<readonly Visit[], VisitFaultCode>[] = [
  {
    code: 'no_visits',
    isBrokenBy: (visits) => visits.length === 0,
    sentence: 'Add at least one visit.',
  },
  {
    code: 'too_many_visits',
    isBrokenBy: (visits) => visits.length > MOST_VISITS,
    sentence: `A package has at most ${MOST_VISITS} kinds of visit.`,
  },
];

interface VisitInWeek extends Visit {
  readonly isKeyTaken: boolean;
}

const VISIT_RULES: readonly FaultRule<VisitInWeek, VisitFaultCode>[] = [
  {
    code: 'key_missing',
    isBrokenBy: ({ key }) => isBlank(key),
    sentence: 'Give every visit a key, such as v1.',
  },
  {
    code: 'key_repeated',
    isBrokenBy: ({ isKeyTaken }) => isKeyTaken,
    sentence: 'Give every visit a key of its own.',
  },
  {
    code: 'days_missing',
    isBrokenBy: ({ days }) => days.length === 0,
    sentence: 'Choose at least one day of the week.',
  },
  {
    code: 'day_repeated',
    isBrokenBy: ({ days }) => new Set(days).size < days.length,
    sentence: 'Choose each day once. Add another visit for a second time on the same day.',
  },
  {
    code: 'minutes_out_of_range',
    isBrokenBy: ({ minutes }) => !isWholeBetween(1, minutes, LONGEST_MINUTES),
    sentence: `Enter a length of 1 to ${LONGEST_MINUTES} whole minutes.`,
  },
  {
    code: 'short_reason_missing',
    isBrokenBy: ({ minutes, shortReason }) => minutes < SHORT_MINUTES && isBlank(shortReason),
    sentence: `Enter the reason for a visit under ${SHORT_MINUTES} minutes.`,
  },
  {
    code: 'too_short_for_personal_care',
    isBrokenBy: ({ minutes, personalCare }) => minutes <= TOO_SHORT_MINUTES && personalCare,
    sentence: `A visit with personal care must take more than ${TOO_SHORT_MINUTES} minutes.`,
  },
  {
    code: 'window_invalid',
    isBrokenBy: ({ window }) =>
      window != null && !(isTimeOfDay(window.from) && isTimeOfDay(window.to) && window.from !== window.to),
    sentence: 'Enter a window as two different times, HH:MM, from 00:00 to 23:59.',
  },
];

/**
 * Lists every fault in the visits of a package (docs/rules.md §3.1). If a visit has an exact window, its band
 * is ignored. An exact window may run over midnight, but may not be empty.
 */
export function visitFaults(visits: readonly Visit[]): VisitFault[] {
  const keys = visits.map(({ key }) => key);
  return [
    ...faultsOf(WEEK_RULES, visits).map((fault) => ({ visitKey: null, ...fault })),
    ...visits.flatMap((visit, index) =>
      faultsOf(VISIT_RULES, { ...visit, isKeyTaken: keys.indexOf(visit.key) < index }).map((fault) => ({
        visitKey: visit.key,
        ...fault,
      })),
    ),
  ];
}

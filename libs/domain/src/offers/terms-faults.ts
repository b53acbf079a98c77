import type { LotSettings } from '#contracts/lots';
import type { NewContract } from '#contracts/providers';
import type { OfferTerms, VisitTime } from '#contracts/offers';
import type { Visit } from '#contracts/visits';
import { type Fault, type FaultRule, faultsOf, isWholeBetween } from '../faults.js';
import { daysBetween, isIsoDate } from '../time/iso-date.js';
import { isTimeOfDay } from '../time/durations.js';

/**
 * True if an hourly rate outside the lot's or the contract's limits needs a reason (docs/rules.md §3.3.4). A
 * rate equal to a limit needs no reason.
 */
export function needsRateReason(
  ratePence: number,
  { rateFloorPence, rateCeilingPence }: Pick<LotSettings, 'rateFloorPence' | 'rateCeilingPence'>,
  { rateMinPence, rateMaxPence }: Pick<NewContract, 'rateMinPence' | 'rateMaxPence'>,
): boolean {
  return (
    ratePence < Math.max(rateFloorPence, rateMinPence) || ratePence > Math.min(rateCeilingPence, rateMaxPence)
  );
}

export type TermsFaultCode =
  | 'start_not_a_date'
  | 'start_in_past'
  | 'start_too_far_ahead'
  | 'rate_out_of_range'
  | 'visit_not_answered'
  | 'visit_answered_twice'
  | 'visit_unknown'
  | 'time_invalid';

/**
 * A fault in the terms of an offer. `visitKey` names the visit, and is absent if the fault concerns the whole
 * offer.
 */
export interface TermsFault extends Fault<TermsFaultCode> {
  readonly visitKey?: string;
}

const MOST_DAYS_AHEAD = 60;
const HIGHEST_RATE_PENCE = 20_000;

/**
 * The terms of an offer. `daysAhead` is the number of days until the start of care. It is null if the start
 * is not a valid date.
 */
interface TermsToday {
  readonly daysAhead: number | null;
  readonly hourlyRatePence: number;
}

const TERMS_RULES: readonly FaultRule<TermsToday, TermsFaultCode>[] = [
  {
    code: 'start_not_a_date',
    isBrokenBy: ({ daysAhead }) => daysAhead === null,
    sentence: 'Enter the start as a date, YYYY-MM-DD.',
  },
  {
    code: 'start_in_past',
    isBrokenBy: ({ daysAhead }) => daysAhead !== null && daysAhead < 0,
    sentence: 'Enter a start date of today or later.',
  },
  {
    code: 'start_too_far_ahead',
    isBrokenBy: ({ daysAhead }) => daysAhead !== null && daysAhead > MOST_DAYS_AHEAD,
    sentence: `Enter a start date within ${MOST_DAYS_AHEAD} days of today.`,
  },
  {
    code: 'rate_out_of_range',
    isBrokenBy: ({ hourlyRatePence }) => !isWholeBetween(1, hourlyRatePence, HIGHEST_RATE_PENCE),
    sentence: `The hourly rate is a whole number of pence, from 1 to ${HIGHEST_RATE_PENCE}.`,
  },
];

interface Answered {
  readonly isAsked: boolean;
  readonly times: readonly VisitTime[];
}

const ANSWER_RULES: readonly FaultRule<Answered, TermsFaultCode>[] = [
  {
    code: 'visit_not_answered',
    isBrokenBy: ({ isAsked, times }) => isAsked && times.length === 0,
    sentence: 'Enter a start time for this visit.',
  },
  {
    code: 'visit_answered_twice',
    isBrokenBy: ({ isAsked, times }) => isAsked && times.length > 1,
    sentence: 'Enter one time for this visit.',
  },
  {
    code: 'visit_unknown',
    isBrokenBy: ({ isAsked }) => !isAsked,
    sentence: 'The package has no such visit.',
  },
  {
    code: 'time_invalid',
    isBrokenBy: ({ times }) => times.some(({ startsAt }) => !isTimeOfDay(startsAt)),
    sentence: 'Enter the time as HH:MM, from 00:00 to 23:59.',
  },
];

/**
 * Lists every fault in an offer's terms. The start must be from today to 60 days ahead. The rate must be
 * whole pence. Each visit must have one start time. `today` is the date in London.
 */
export function termsFaults(
  { startsOn, hourlyRatePence, visitTimes }: Pick<OfferTerms, 'startsOn' | 'hourlyRatePence' | 'visitTimes'>,
  visits: readonly Pick<Visit, 'key'>[],
  { today }: { readonly today: string },
): TermsFault[] {
  const daysAhead = isIsoDate(startsOn) ? daysBetween(today, startsOn) : null;
  const asked = new Set(visits.map(({ key }) => key));
  const keys = [...new Set([...asked, ...visitTimes.map(({ visitKey }) => visitKey)])];
  return [
    ...faultsOf(TERMS_RULES, { daysAhead, hourlyRatePence }),
    ...keys.flatMap((key) =>
      faultsOf(ANSWER_RULES, {
        isAsked: asked.has(key),
        times: visitTimes.filter(({ visitKey }) => visitKey === key),
      }).map((fault) => ({ ...fault, visitKey: key })),
    ),
  ];
}

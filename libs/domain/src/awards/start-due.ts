import type { Day, Visit } from '#contracts/visits';
import { askedWindow } from '../packages/visit-window.js';
import { addDays, nextDay } from '../time/iso-date.js';
import { londonInstant } from '../time/london.js';
import { runsOverMidnight } from '../time/time-of-day.js';

const TIME_TO_CONFIRM_MS = 60 * 60_000;

/**
 * When the branch must have confirmed the start: an hour after the first window, on or after the start
 * date, in which a visit should have begun. A window that runs over midnight ends the next morning.
 * The package has at least one visit.
 */
export function startDueAt(
  visits: readonly Pick<Visit, 'days' | 'band' | 'window'>[],
  startsOn: string,
): Date {
  const ends = visits.flatMap((visit) => visit.days.map((day) => windowEnd(visit, day, startsOn).getTime()));
  return new Date(Math.min(...ends) + TIME_TO_CONFIRM_MS);
}

function windowEnd(visit: Pick<Visit, 'band' | 'window'>, day: Day, startsOn: string): Date {
  const window = askedWindow(visit);
  const date = nextDay(day, startsOn);
  return londonInstant(runsOverMidnight(window) ? addDays(date, 1) : date, window.to);
}

import type { Day, Visit } from '#contracts/visits';
import { askedWindow } from '../packages/visits.js';
import { addDays, nextDay } from '../time/iso-date.js';
import { londonDate, londonInstant } from '../time/london.js';
import { runsOverMidnight } from '../time/durations.js';

const TIME_TO_CONFIRM_MS = 60 * 60_000;

/** True if care began by the time at which its start was due. The due time itself is in time. */
export function isStartInTime(startedAt: Date, dueAt: Date): boolean {
  return startedAt <= dueAt;
}

type AskedVisit = Pick<Visit, 'days' | 'band' | 'window'>;

/**
 * Returns when the branch must have confirmed the start of care: one hour after the end of the first visit
 * window. Skips windows that had ended before the award. The package must have at least one visit.
 */
export function startDueAt(visits: readonly AskedVisit[], startsOn: string, awardedAt: Date): Date {
  const awardedOn = londonDate(awardedAt);
  for (let date = startsOn > awardedOn ? startsOn : awardedOn; ; date = addDays(date, 1)) {
    const ends = visits.flatMap((visit) => visit.days.map((day) => windowEnd(visit, day, date).getTime()));
    const ahead = ends.filter((end) => end > awardedAt.getTime());
    if (ahead.length > 0) return new Date(Math.min(...ahead) + TIME_TO_CONFIRM_MS);
  }
}

function windowEnd(visit: Pick<Visit, 'band' | 'window'>, day: Day, startsOn: string): Date {
  const window = askedWindow(visit);
  const date = nextDay(day, startsOn);
  return londonInstant(runsOverMidnight(window) ? addDays(date, 1) : date, window.to);
}

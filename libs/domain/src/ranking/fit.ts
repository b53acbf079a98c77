import { daysBetween } from '../time/iso-date.js';
import { londonDate } from '../time/london.js';
import type { VisitTime } from '#contracts/offers';
import type { Visit } from '#contracts/visits';
import { visitsAWeek, askedWindow } from '../packages/visits.js';
import { isInside } from '../time/durations.js';

/** Whole days by which an offered start is later than asked. 0 if in time. */
export function daysLate(startsOn: string, startBy: Date): number {
  return Math.max(0, daysBetween(londonDate(startBy), startsOn));
}

/**
 * True if a visit that begins at `startsAt` (HH:MM) begins inside the asked window; `from` is inside, `to` is not.
 * Time-critical visits are judged in the same way, because their window is what is critical.
 */
export function isInsideAskedTime(visit: Pick<Visit, 'band' | 'window'>, startsAt: string): boolean {
  return isInside(askedWindow(visit), startsAt);
}

/** Counts the visits of a week that an offer makes inside the asked times. */
export function visitsInside(
  visits: readonly Pick<Visit, 'key' | 'days' | 'band' | 'window'>[],
  visitTimes: readonly VisitTime[],
): number {
  const offered = new Map(visitTimes.map(({ visitKey, startsAt }) => [visitKey, startsAt]));
  return visitsAWeek(
    visits.filter((visit) => {
      const startsAt = offered.get(visit.key);
      return startsAt !== undefined && isInsideAskedTime(visit, startsAt);
    }),
  );
}

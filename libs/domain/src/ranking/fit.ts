import { daysBetween } from '../time/iso-date.js';
import { londonDate } from '../time/london.js';
import type { VisitTime } from '#contracts/offers';
import type { Visit } from '#contracts/visits';
import { visitsAWeek, askedWindow } from '../packages/visits.js';
import { isInside } from '../time/durations.js';

/** Whole days by which an offered start is later than the day care was asked for; 0 when in time. */
export function daysLate(startsOn: string, startBy: Date): number {
  return Math.max(0, daysBetween(londonDate(startBy), startsOn));
}

/**
 * Whether a visit that begins at `startsAt` (HH:MM) begins when it was asked to: at `from` it does, at
 * `to` it no longer does. A time-critical visit is judged alike: what is critical is its window.
 */
export function isInsideAskedTime(visit: Pick<Visit, 'band' | 'window'>, startsAt: string): boolean {
  return isInside(askedWindow(visit), startsAt);
}

/** How many of the week's visits an offer makes inside the asked times. */
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

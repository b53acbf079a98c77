import { daysBetween } from '../time/iso-date.js';
import { londonDate } from '../time/london.js';
import type { VisitTime } from '#contracts/offers';
import type { Visit } from '#contracts/visits';
import { visitsAWeek, askedWindow } from '../packages/visits.js';
import { isInside } from '../time/durations.js';

/**
 * Counts the whole days by which an offer starts care after the requested date. Returns 0 for a start in
 * time.
 */
export function daysLate(startsOn: string, startBy: Date): number {
  return Math.max(0, daysBetween(londonDate(startBy), startsOn));
}

/**
 * True if an offered visit begins at `startsAt` (HH:MM) inside the requested window or band. The first minute
 * of the window is inside. The end of the window is outside. Time-critical visits follow this rule too.
 */
export function isInsideAskedTime(visit: Pick<Visit, 'band' | 'window'>, startsAt: string): boolean {
  return isInside(askedWindow(visit), startsAt);
}

/** Counts the visits of a week that would begin inside the requested times. */
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

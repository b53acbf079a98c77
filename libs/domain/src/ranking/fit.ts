import type { VisitTime } from '#contracts/offers';
import type { Visit } from '#contracts/visits';
import { visitsAWeek } from '../packages/weekly-minutes.js';
import { askedWindow } from '../packages/visit-window.js';
import { isInside } from '../time/time-of-day.js';

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

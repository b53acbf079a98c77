import { londonDate } from '../time/london.js';

const HOUR_MS = 3_600_000;

/** A pack that is written later than this after the one before is late: 26 hours (docs/rules.md §7.2). */
export const PACK_LATE_AFTER_MS = 26 * HOUR_MS;

/** The newest packs of an authority stay in its folder, so that one damaged file is no disaster: seven. */
export const PACKS_KEPT = 7;

const NIGHT_BEGINS_AT_HOURS = 1;

/**
 * Returns the date of the night whose pack should exist at an instant. The night of a date begins at one o'clock in
 * London; until then, the night of the day before counts (docs/rules.md §7.2).
 */
export function contingencyNight(now: Date): string {
  return londonDate(new Date(now.getTime() - NIGHT_BEGINS_AT_HOURS * HOUR_MS));
}

/**
 * True if the packs of an authority are late: 26 hours have passed since the last one, or since the key was set.
 *
 * @param since  when the last pack for the present key was written, or else when the key was set
 */
export function isPackLate(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() > PACK_LATE_AFTER_MS;
}

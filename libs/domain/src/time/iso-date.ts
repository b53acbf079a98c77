import { DAYS, type Day } from '#contracts/visits';

const DAY_MS = 24 * 60 * 60_000;

// Returns the midnight at which a date begins in UTC, in milliseconds since 1970. Dates are calculated in
// UTC, because every UTC day has 24 hours.
const midnight = (isoDate: string): number => Date.parse(`${isoDate}T00:00Z`);
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** True for a text YYYY-MM-DD that is a day of the calendar. False for 2026-02-29, which does not exist. */
export function isIsoDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? midnight(text) : NaN;
  return !Number.isNaN(time) && dateOf(time) === text;
}

export function addDays(isoDate: string, days: number): string {
  return dateOf(midnight(isoDate) + days * DAY_MS);
}

/** Counts the whole days from one date to another. Negative if the second date is earlier. */
export function daysBetween(from: string, to: string): number {
  return (midnight(to) - midnight(from)) / DAY_MS;
}

/** Returns the day of the week of a date: 0 for Monday to 6 for Sunday. */
export function weekdayOf(isoDate: string): number {
  return (new Date(midnight(isoDate)).getUTCDay() + 6) % 7;
}

/** Returns the first date on or after a date with the given day of the week. */
export function nextDay(day: Day, onOrAfter: string): string {
  return addDays(onOrAfter, (DAYS.indexOf(day) - weekdayOf(onOrAfter) + 7) % 7);
}

const IN_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Writes an ISO date in words, such as `2 March 2026`. */
export function dateInWords(isoDate: string): string {
  return IN_WORDS.format(midnight(isoDate));
}

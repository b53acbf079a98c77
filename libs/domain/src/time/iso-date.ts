import { DAYS, type Day } from '#contracts/visits';

const DAY_MS = 24 * 60 * 60_000;

// A date has no time zone: all arithmetic is on its midnight in UTC, where every day has 24 hours.
const midnight = (isoDate: string): number => Date.parse(`${isoDate}T00:00Z`);
const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whether a text is a day of the calendar written YYYY-MM-DD; 2026-02-29 is not. */
export function isIsoDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? midnight(text) : NaN;
  return !Number.isNaN(time) && dateOf(time) === text;
}

export function addDays(isoDate: string, days: number): string {
  return dateOf(midnight(isoDate) + days * DAY_MS);
}

/** Whole days from one date to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return (midnight(to) - midnight(from)) / DAY_MS;
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(isoDate: string): number {
  return (new Date(midnight(isoDate)).getUTCDay() + 6) % 7;
}

/** The first such day of the week on or after a date. */
export function nextDay(day: Day, onOrAfter: string): string {
  return addDays(onOrAfter, (DAYS.indexOf(day) - weekdayOf(onOrAfter) + 7) % 7);
}

const IN_WORDS = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** `2 March 2026`. */
export function dateInWords(isoDate: string): string {
  return IN_WORDS.format(midnight(isoDate));
}

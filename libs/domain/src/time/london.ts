import { IANAZone } from 'luxon';

const LONDON = IANAZone.create('Europe/London');
const MINUTE_MS = 60_000;
const SUMMER_MINUTES = 60;

/** Returns the calendar date in London at an instant. */
export function londonDate(at: Date): string {
  return shownInLondon(at).slice(0, 10);
}

/** Returns the date and the time in London at an instant, as `2026-07-15 09:30:00`. */
export function londonDateTime(at: Date): string {
  return shownInLondon(at).slice(0, 19).replace('T', ' ');
}

function shownInLondon(at: Date): string {
  const time = at.getTime();
  return new Date(time + LONDON.offset(time) * MINUTE_MS).toISOString();
}

/**
 * Returns the instant at which clocks in London show a time (HH:MM) on a date.
 *
 * On the day on which clocks go back, a time that occurs twice means the first instant. On the day on which
 * clocks go forward, the skipped time 01:30 means 02:30.
 *
 * Luxon's own parser is not used, because its result depends on when it is called.
 */
export function londonInstant(isoDate: string, time: string): Date {
  const inWinter = Date.parse(`${isoDate}T${time}Z`);
  const inSummer = inWinter - SUMMER_MINUTES * MINUTE_MS;
  return new Date(LONDON.offset(inSummer) === SUMMER_MINUTES ? inSummer : inWinter);
}

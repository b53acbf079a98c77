import { IANAZone } from 'luxon';

const LONDON = IANAZone.create('Europe/London');
const MINUTE_MS = 60_000;
const SUMMER_MINUTES = 60;

/** Returns the date in London at an instant. */
export function londonDate(at: Date): string {
  const time = at.getTime();
  return new Date(time + LONDON.offset(time) * MINUTE_MS).toISOString().slice(0, 10);
}

/**
 * Returns the instant at which clocks in London show a time (HH:MM) on a date. When clocks go back and show
 * the time twice, returns the first instant. When clocks go forward and skip the time, returns the instant
 * that is as long after the change.
 *
 * Luxon's own parser depends on the offset in force while it runs, so it is not used.
 */
export function londonInstant(isoDate: string, time: string): Date {
  const inWinter = Date.parse(`${isoDate}T${time}Z`);
  const inSummer = inWinter - SUMMER_MINUTES * MINUTE_MS;
  return new Date(LONDON.offset(inSummer) === SUMMER_MINUTES ? inSummer : inWinter);
}

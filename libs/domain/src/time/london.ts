import { IANAZone } from 'luxon';

const LONDON = IANAZone.create('Europe/London');
const MINUTE_MS = 60_000;
const SUMMER_MINUTES = 60;

/** The date in London at an instant. */
export function londonDate(at: Date): string {
  const time = at.getTime();
  return new Date(time + LONDON.offset(time) * MINUTE_MS).toISOString().slice(0, 10);
}

/**
 * The instant at which London's clocks show a time (HH:MM) on a date. When they go back and show it
 * twice, the first; when they go forward and skip it, as long after the change as it was meant to be.
 *
 * Luxon's own parser picks one of the two by the offset in force while it runs, and so by the clock.
 */
export function londonInstant(isoDate: string, time: string): Date {
  const inWinter = Date.parse(`${isoDate}T${time}Z`);
  const inSummer = inWinter - SUMMER_MINUTES * MINUTE_MS;
  return new Date(LONDON.offset(inSummer) === SUMMER_MINUTES ? inSummer : inWinter);
}

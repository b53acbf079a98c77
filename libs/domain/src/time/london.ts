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
 * The instant at which clocks in London show a time (HH:MM) on a date. When clocks go back and show it twice, the
 * first; when they go forward and skip it, as long after the change as it would have been.
 *
 * Luxon's own parser depends on the offset in force while it runs, so it is not used.
 */
export function londonInstant(isoDate: string, time: string): Date {
  const inWinter = Date.parse(`${isoDate}T${time}Z`);
  const inSummer = inWinter - SUMMER_MINUTES * MINUTE_MS;
  return new Date(LONDON.offset(inSummer) === SUMMER_MINUTES ? inSummer : inWinter);
}

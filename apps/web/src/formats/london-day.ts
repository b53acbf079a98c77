const PARTS = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** The calendar date in London at an instant: 2026-11-22. */
export function londonDay(instant: string | Date): string {
  return PARTS.format(new Date(instant));
}

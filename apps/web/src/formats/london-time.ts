const MOMENT = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** Formats an instant in London time: "22 November 2026 at 08:32". Returns an empty text for null. */
export function londonTime(instant: string | null | undefined): string {
  return instant ? MOMENT.format(new Date(instant)) : '';
}

/** Formats a date without a time: "22 November 2026". Returns an empty text for null. */
export function calendarDay(date: string | null | undefined): string {
  return date ? DAY.format(new Date(`${date}T00:00:00Z`)) : '';
}

const SHORT_DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** Formats a date, or the date of an instant in London, for a list with short rows: "22 Nov 2026". */
export function shortDay(date: string): string {
  return SHORT_DAY.format(new Date(date.length === 10 ? `${date}T12:00:00Z` : date));
}

const SHORT_MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });

/** Formats a month such as `2026-01`: "Jan 2026". */
export function shortMonth(month: string): string {
  return SHORT_MONTH.format(new Date(`${month}-01T00:00:00Z`));
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
});
const OFFSETS = ['+00:00', '+01:00'];

/**
 * Converts a date (2026-03-29) and a time (14:05) in London to an instant in UTC. Returns the earlier instant
 * if the time occurs twice, on the day in autumn when clocks go back. Returns null if clocks skip the time in
 * spring, or if the date or time is invalid.
 */
export function londonInstant(date: string, time: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return null;
  const shown = `${date.split('-').toReversed().join('/')}, ${time}`;
  const [first] = OFFSETS.map((offset) => new Date(`${date}T${time}:00${offset}`))
    .filter((instant) => !Number.isNaN(instant.getTime()) && CLOCK.format(instant) === shown)
    .sort((a, b) => a.getTime() - b.getTime());
  return first?.toISOString() ?? null;
}

/** Converts an instant to the values of a date field and a time field, in London time. */
export function londonFields(instant: string): { readonly date: string; readonly time: string } {
  const [day = '', time = ''] = CLOCK.format(new Date(instant)).split(', ');
  return { date: day.split('/').toReversed().join('-'), time };
}

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
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** An instant in London time: "22 November 2026 at 08:32". Empty if there is no instant. */
export function londonTime(instant: string | null | undefined): string {
  return instant ? MOMENT.format(new Date(instant)) : '';
}

/** A date without a time: "Sun, 22 November 2026". Empty if there is no date. */
export function calendarDay(date: string | null | undefined): string {
  return date ? DAY.format(new Date(`${date}T00:00:00Z`)) : '';
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
});
const OFFSETS = ['+00:00', '+01:00'];

/**
 * The instant in UTC of a date (2026-03-29) and a time (14:05) in London. In the hour that occurs twice in autumn it
 * is the earlier instant. Null for an invalid date or time, and for the hour that is skipped in spring.
 */
export function londonInstant(date: string, time: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return null;
  const shown = `${date.split('-').toReversed().join('/')}, ${time}`;
  const [first] = OFFSETS.map((offset) => new Date(`${date}T${time}:00${offset}`))
    .filter((instant) => !Number.isNaN(instant.getTime()) && CLOCK.format(instant) === shown)
    .sort((a, b) => a.getTime() - b.getTime());
  return first?.toISOString() ?? null;
}

/** An instant as the values of a date field and a time field, in London time. */
export function londonFields(instant: string): { readonly date: string; readonly time: string } {
  const [day = '', time = ''] = CLOCK.format(new Date(instant)).split(', ');
  return { date: day.split('/').toReversed().join('-'), time };
}

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

/** An instant as a clock in London shows it: 22 November 2026 at 08:32. Empty for nothing. */
export function londonTime(instant: string | null | undefined): string {
  return instant ? MOMENT.format(new Date(instant)) : '';
}

/** A calendar date, which is the same day everywhere: Sun, 22 November 2026. Empty for nothing. */
export function calendarDay(date: string | null | undefined): string {
  return date ? DAY.format(new Date(`${date}T00:00:00Z`)) : '';
}

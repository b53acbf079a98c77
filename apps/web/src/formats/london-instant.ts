const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'short',
  timeStyle: 'short',
});
const OFFSETS = ['+00:00', '+01:00'];

/**
 * The instant at which clocks in London show a date (2026-03-29) and a time (14:05), in UTC; the earlier where
 * they show it twice. Null for what is no date or time, or an hour that the clocks leave out.
 */
export function londonInstant(date: string, time: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || !/^\d\d:\d\d$/.test(time)) return null;
  const shown = `${date.split('-').toReversed().join('/')}, ${time}`;
  const [first] = OFFSETS.map((offset) => new Date(`${date}T${time}:00${offset}`))
    .filter((instant) => !Number.isNaN(instant.getTime()) && CLOCK.format(instant) === shown)
    .sort((a, b) => a.getTime() - b.getTime());
  return first?.toISOString() ?? null;
}

/** What a date and a time field hold for an instant. */
export function londonFields(instant: string): { readonly date: string; readonly time: string } {
  const [day = '', time = ''] = CLOCK.format(new Date(instant)).split(', ');
  return { date: day.split('/').toReversed().join('-'), time };
}

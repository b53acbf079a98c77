const POUNDS = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });
const NUMBER = new Intl.NumberFormat('en-GB');

const HOUR_MINUTES = 60;
const DAY_SECONDS = 86_400;

/** Formats whole minutes as every page shows a duration: 630 → "10 h 30 min". */
export function hoursInWords(minutes: number): string {
  const hours = Math.trunc(minutes / HOUR_MINUTES);
  const rest = minutes % HOUR_MINUTES;
  const parts = [hours && `${NUMBER.format(hours)} h`, rest && `${rest} min`].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : '0 h';
}

/** Formats whole minutes as hours without minutes, for a picture with little space: 3990 → "67". */
export function roundedHours(minutes: number): string {
  return NUMBER.format(Math.round(minutes / HOUR_MINUTES));
}

/**
 * Formats a time limit in whole minutes. Whole days are used for more than two days: 10080 → "7 days".
 * Otherwise hours and minutes are used: 2880 → "48 h".
 */
export function timeLimitInWords(minutes: number): string {
  const days = minutes / (24 * HOUR_MINUTES);
  return Number.isInteger(days) && days > 2 ? counted(days, 'day') : hoursInWords(minutes);
}

/** Formats whole pence as pounds: 215000 → "£2,150.00". */
export function pounds(pence: number): string {
  return POUNDS.format(pence / 100);
}

/**
 * Formats seconds in their largest unit, rounded down: 59 → "59 s", 7200 → "2 h". Days are used from 48 hours
 * on.
 */
export function durationInWords(seconds: number): string {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 2 * DAY_SECONDS) return hoursInWords(wholeMinutes(seconds));
  return counted(Math.floor(seconds / DAY_SECONDS), 'day');
}

/** Returns the whole minutes below an hour, and the minutes of whole hours above. */
function wholeMinutes(seconds: number): number {
  const minutes = Math.floor(seconds / 60);
  return minutes < HOUR_MINUTES ? minutes : Math.floor(minutes / HOUR_MINUTES) * HOUR_MINUTES;
}

/** Formats a number with a comma between thousands: 1234 → "1,234". */
export function grouped(number: number): string {
  return NUMBER.format(number);
}

function counted(count: number, unit: string): string {
  return `${NUMBER.format(count)} ${unit}${Math.abs(count) === 1 ? '' : 's'}`;
}

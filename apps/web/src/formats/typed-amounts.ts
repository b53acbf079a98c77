const POUNDS = /^£?\s*(\d{1,5})(?:\.(\d{1,2}))?$/;

/**
 * Converts a typed amount in pounds to whole pence: "24.5" → 2450. Returns null if the text is not an amount.
 */
export function penceOf(typed: string): number | null {
  const [, pounds, pence = ''] = POUNDS.exec(typed.replaceAll(',', '').trim()) ?? [];
  return pounds === undefined ? null : Number(pounds) * 100 + Number(pence.padEnd(2, '0'));
}

/** Formats whole pence as a user would type the pounds: 2450 → "24.50". */
export function typedPounds(pence: number): string {
  return (pence / 100).toFixed(2);
}

/** The unit of a number that is typed into a duration field without a unit. */
export type BareUnit = 'hours' | 'minutes';

/**
 * A typed duration: whole minutes, or the readings between which the user must choose because the text can be read in
 * two ways. Null if the text is no duration.
 */
export type TypedDuration =
  { readonly minutes: number } | { readonly readings: readonly [number, number] } | null;

const HOUR = 60;
const DAY = 24 * HOUR;
const HOURS_UNIT = String.raw`(?:h|hrs?|hours?)`;
const MINUTES_UNIT = String.raw`(?:m|mins?|minutes?)`;
const CLOCK = /^(\d{1,5}):([0-5]\d)$/;
const WITH_UNITS = new RegExp(String.raw`^(\d{1,5}) ?${HOURS_UNIT} ?(?:([0-5]?\d) ?${MINUTES_UNIT}?)?$`);
const ONLY_MINUTES = new RegExp(String.raw`^(\d{1,6}) ?${MINUTES_UNIT}$`);
const DECIMAL = new RegExp(String.raw`^(\d{0,5})([.,])(\d{1,3}) ?(${HOURS_UNIT})?$`);
const FRACTION = new RegExp(String.raw`^(\d{0,5}) ?([¼½¾]) ?${HOURS_UNIT}?$`);
const DAYS = /^(\d{1,3}) ?(?:d|days?)$/;
const BARE = /^\d{1,6}$/;
const QUARTERS: Readonly<Record<string, number>> = { '¼': 15, '½': 30, '¾': 45 };
/** The decimals that always mean a part of an hour: 3.25 is 3 h 15 min. */
const QUARTER_DECIMALS = ['00', '25', '50', '75'];
/** A number up to this one, in a field for minutes, may just as well be meant as hours. */
const MOST_HOURS_OF_VISIT = 12;

/**
 * Reads a duration as people write it: 3.5, 3,5, 3:30, 3h30, 3 h 30 min, 210 min, 210m, 7 days. A text with two readings is not
 * guessed: 3.30 may be 3 h 30 min or 3 h 18 min, and 2 in a field for minutes may be 2 hours.
 *
 * @param bare  the unit of a number without a unit
 */
export function readDuration(typed: string, bare: BareUnit): TypedDuration {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const [, hours = '', minutes = ''] = CLOCK.exec(text) ?? WITH_UNITS.exec(text) ?? [];
  if (hours !== '') return { minutes: Number(hours) * HOUR + Number(minutes) };
  const [, only] = ONLY_MINUTES.exec(text) ?? [];
  if (only !== undefined) return { minutes: Number(only) };
  const [, days] = DAYS.exec(text) ?? [];
  if (days !== undefined) return { minutes: Number(days) * DAY };
  const [, whole = '', quarter = ''] = FRACTION.exec(text) ?? [];
  if (quarter !== '') return { minutes: Number(whole) * HOUR + (QUARTERS[quarter] ?? 0) };
  return BARE.test(text) ? bareDuration(Number(text), bare) : decimalDuration(text);
}

function bareDuration(number: number, bare: BareUnit): TypedDuration {
  if (bare === 'hours') return { minutes: number * HOUR };
  const mayBeHours = number > 0 && number <= MOST_HOURS_OF_VISIT;
  return mayBeHours ? { readings: [number * HOUR, number] } : { minutes: number };
}

function decimalDuration(text: string): TypedDuration {
  const [, hours = '', mark, decimals, unit] = DECIMAL.exec(text) ?? [];
  if (decimals === undefined) return null;
  const inHours = (Number(hours) * 1_000 + Number(decimals.padEnd(3, '0'))) * HOUR;
  const minutes = inHours % 1_000 === 0 ? inHours / 1_000 : null;
  if (mark === ',' && decimals.length === 3) {
    const thousands = Number(hours + decimals) * HOUR;
    return minutes === null ? null : { readings: [thousands, minutes] };
  }
  const mayBeClock = unit === undefined && decimals.length === 2 && !QUARTER_DECIMALS.includes(decimals);
  if (mayBeClock && Number(decimals) < HOUR) {
    const asClock = Number(hours) * HOUR + Number(decimals);
    return minutes === null ? { minutes: asClock } : { readings: [asClock, minutes] };
  }
  return minutes === null ? null : { minutes };
}

/** Converts a typed duration to whole minutes. Returns null if the text is no duration, or has two readings. */
export function minutesOf(typed: string, bare: BareUnit): number | null {
  const read = readDuration(typed, bare);
  return read && 'minutes' in read ? read.minutes : null;
}

/** Formats whole minutes as a user would type the duration: 210 → "3 h 30 min". Thousands have no comma. */
export function typedDuration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / HOUR), minutes % HOUR];
  const parts = [hours && `${hours} h`, rest && `${rest} min`].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : '0 h';
}

/** Says how a typed duration is understood: "= 3 h 30 min", "3 h 30 min or 3 h 18 min?". Empty if it is no
 * duration, or already typed in this form.
 */
export function understoodDuration(typed: string, bare: BareUnit): string {
  const read = readDuration(typed, bare);
  if (read === null) return '';
  if ('minutes' in read) {
    const words = typedDuration(read.minutes);
    return words === typed.trim() ? '' : `= ${words}`;
  }
  return `${read.readings.map(typedDuration).join(' or ')}?`;
}

/** Returns the question about a duration with two readings. Returns null for any other text. */
export function durationQuestion(typed: string, bare: BareUnit): string | null {
  const read = readDuration(typed, bare);
  if (read === null || 'minutes' in read) return null;
  const [first, second] = read.readings.map(typedDuration);
  return `Enter ${first ?? ''} or ${second ?? ''}: “${typed}” can mean both`;
}

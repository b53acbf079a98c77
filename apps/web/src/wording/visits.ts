import { type Band, BAND_HOURS, type Day, DAYS, type Visit } from '#contracts/visits';

export const BAND_WORDING: Readonly<Record<Band, string>> = {
  breakfast: 'Breakfast',
  lunch: 'Lunch',
  tea: 'Tea',
  bed: 'Bed',
  night: 'Night',
};

export const DAY_WORDING: Readonly<Record<Day, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

const USUAL_DAYS: Readonly<Record<string, string>> = {
  'mon tue wed thu fri sat sun': 'every day',
  'mon tue wed thu fri': 'Monday to Friday',
  'sat sun': 'Saturday and Sunday',
};

/** Formats the days of a visit: "every day", "Mon, Wed and Fri". */
export function daysInWords(days: readonly Day[]): string {
  const inOrder = DAYS.filter((day) => days.includes(day));
  return USUAL_DAYS[inOrder.join(' ')] ?? listInWords(inOrder.map((day) => DAY_WORDING[day]));
}

/** Formats the time window in which a visit should begin: "07:00 to 10:00". */
export function windowInWords({ band, window }: Pick<Visit, 'band' | 'window'>): string {
  const { from, to } = window ?? BAND_HOURS[band];
  return `${from} to ${to}`;
}

/** Returns the number of visits in a week. */
export function visitsAWeek(visits: readonly Pick<Visit, 'days'>[]): number {
  return visits.reduce((sum, { days }) => sum + days.length, 0);
}

/** Returns the minutes of care in a week. Two carers count twice. */
export function weeklyMinutesOf(visits: readonly Pick<Visit, 'days' | 'minutes' | 'carers'>[]): number {
  return visits.reduce((sum, { days, minutes, carers }) => sum + days.length * minutes * carers, 0);
}

/** Lists the bands of the day, each once and in the order of the day: "Breakfast, tea and bed". */
export function bandsInWords(bands: readonly Band[]): string {
  const inOrder = (Object.keys(BAND_WORDING) as Band[]).filter((band) => bands.includes(band));
  const [first, ...rest] = inOrder.map((band) => BAND_WORDING[band]);
  return first === undefined ? 'None' : listInWords([first, ...rest.map((band) => band.toLowerCase())]);
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

export function listInWords(items: readonly string[]): string {
  return LIST.format(items);
}

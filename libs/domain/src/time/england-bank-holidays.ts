import Holidays from 'date-holidays';

const ENGLAND = new Holidays('GB', 'ENG', { types: ['public', 'bank'] });
const BY_YEAR = new Map<string, ReadonlySet<string>>();

/**
 * Whether a date is a bank holiday in England: substitute days count (28 December 2026 for Boxing Day
 * on a Saturday), those of Scotland and Northern Ireland alone do not.
 */
export function isBankHolidayInEngland(isoDate: string): boolean {
  return bankHolidaysIn(isoDate.slice(0, 4)).has(isoDate);
}

/** Worked out once a year: the answer for a year never changes while the process runs. */
function bankHolidaysIn(year: string): ReadonlySet<string> {
  const known = BY_YEAR.get(year);
  if (known) return known;
  const found = new Set(ENGLAND.getHolidays(year).map(({ date }) => date.slice(0, 10)));
  BY_YEAR.set(year, found);
  return found;
}

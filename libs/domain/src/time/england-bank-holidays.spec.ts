import Holidays from 'date-holidays';
import { isBankHolidayInEngland } from './england-bank-holidays.js';

// The bank holidays of England and Wales as published at gov.uk/bank-holidays.
const PUBLISHED = [
  ['2025-01-01', "New Year's Day"],
  ['2025-04-18', 'Good Friday'],
  ['2025-04-21', 'Easter Monday'],
  ['2025-05-05', 'Early May bank holiday'],
  ['2025-05-26', 'Spring bank holiday'],
  ['2025-08-25', 'Summer bank holiday'],
  ['2025-12-25', 'Christmas Day'],
  ['2025-12-26', 'Boxing Day'],
  ['2026-01-01', "New Year's Day"],
  ['2026-04-03', 'Good Friday'],
  ['2026-04-06', 'Easter Monday'],
  ['2026-05-04', 'Early May bank holiday'],
  ['2026-05-25', 'Spring bank holiday'],
  ['2026-08-31', 'Summer bank holiday'],
  ['2026-12-25', 'Christmas Day'],
  ['2026-12-28', 'Boxing Day on a Saturday: the Monday after'],
  ['2027-01-01', "New Year's Day"],
  ['2027-03-26', 'Good Friday'],
  ['2027-03-29', 'Easter Monday'],
  ['2027-05-03', 'Early May bank holiday'],
  ['2027-05-31', 'Spring bank holiday'],
  ['2027-08-30', 'Summer bank holiday'],
  ['2027-12-27', 'Christmas Day on a Saturday: the Monday after'],
  ['2027-12-28', 'Boxing Day on a Sunday: the Tuesday after'],
  ['2028-01-03', "New Year's Day on a Saturday: the Monday after"],
  ['2028-04-14', 'Good Friday'],
  ['2028-04-17', 'Easter Monday'],
  ['2028-12-25', 'Christmas Day'],
] as const;

const WORKING = [
  ['2026-01-02', '2 January, in Scotland'],
  ['2026-03-17', "St Patrick's Day, in Northern Ireland"],
  ['2026-07-13', 'the Battle of the Boyne, in Northern Ireland'],
  ['2026-08-03', 'the summer bank holiday in Scotland'],
  ['2026-11-30', "St Andrew's Day, in Scotland"],
  ['2026-12-29', 'the day after the substitute day'],
  ['2026-03-15', 'Mothering Sunday, observed but no holiday'],
  ['2026-12-24', 'Christmas Eve'],
] as const;

describe("England's bank holidays", () => {
  it.each(PUBLISHED)('%s is one: %s', (date) => {
    expect(isBankHolidayInEngland(date)).toBe(true);
  });

  it.each(WORKING)('%s is none: %s', (date) => {
    expect(isBankHolidayInEngland(date)).toBe(false);
  });

  it('are on every day of every year what the library says', () => {
    const library = new Holidays('GB', 'ENG', { types: ['public', 'bank'] });
    const days = (year: number): string[] => {
      const first = Date.UTC(year, 0, 1);
      return Array.from({ length: 366 }, (_, n) =>
        new Date(first + n * 86_400_000).toISOString().slice(0, 10),
      );
    };
    for (let year = 2020; year <= 2100; year++) {
      const theirs = new Set(library.getHolidays(year).map(({ date }) => date.slice(0, 10)));
      const ofYear = days(year).filter((day) => day.startsWith(String(year)));
      expect(ofYear.filter(isBankHolidayInEngland)).toEqual(ofYear.filter((day) => theirs.has(day)));
    }
  });

  it('are none in a year that nobody has worked out', () => {
    expect(isBankHolidayInEngland('2101-12-26')).toBe(false);
  });
});

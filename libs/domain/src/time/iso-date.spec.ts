import { DAYS } from '#contracts/visits';
import * as fc from 'fast-check';
import { addDays, dateInWords, daysBetween, isIsoDate, nextDay, weekdayOf } from './iso-date.js';

const isoDate = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('an ISO date', () => {
  it.each([
    { text: '2026-03-02', is: true, why: 'a day' },
    { text: '2028-02-29', is: true, why: 'a leap day' },
    { text: '2026-02-29', is: false, why: 'no leap year' },
    { text: '2026-04-31', is: false, why: 'April has 30 days' },
    { text: '2026-13-01', is: false, why: 'no such month' },
    { text: '2026-00-10', is: false, why: 'no such month' },
    { text: '2026-3-2', is: false, why: 'not padded' },
    { text: '02/03/2026', is: false, why: 'another order' },
    { text: '2026-03-02T00:00Z', is: false, why: 'an instant' },
    { text: ' 2026-03-02', is: false, why: 'a space before' },
    { text: '', is: false, why: 'nothing' },
  ])('"$text" is one: $is ($why)', ({ text, is }) => {
    expect(isIsoDate(text)).toBe(is);
  });

  it.each([
    { from: '2026-03-28', days: 2, to: '2026-03-30', why: 'over the day of 23 hours' },
    { from: '2026-10-24', days: 2, to: '2026-10-26', why: 'over the day of 25 hours' },
    { from: '2026-12-31', days: 1, to: '2027-01-01', why: 'over the new year' },
    { from: '2026-03-01', days: -1, to: '2026-02-28', why: 'backwards' },
  ])('$from and $days days is $to: $why', ({ from, days, to }) => {
    expect(addDays(from, days)).toBe(to);
    expect(daysBetween(from, to)).toBe(days);
  });

  it('knows the days of the week', () => {
    expect(weekdayOf('2026-03-02')).toBe(0);
    expect(weekdayOf('2026-03-07')).toBe(5);
    expect(weekdayOf('2026-03-08')).toBe(6);
  });

  it.each([
    { day: 'mon', found: '2026-03-02', why: 'that day itself' },
    { day: 'tue', found: '2026-03-03', why: 'the day after' },
    { day: 'sun', found: '2026-03-08', why: 'the end of the week' },
  ] as const)('finds the next $day on or after Monday 2 March: $why', ({ day, found }) => {
    expect(nextDay(day, '2026-03-02')).toBe(found);
  });

  it('finds each day of the week within a week', () => {
    fc.assert(
      fc.property(isoDate, fc.constantFrom(...DAYS), (from, day) => {
        const found = nextDay(day, from);
        expect(DAYS[weekdayOf(found)]).toBe(day);
        expect(daysBetween(from, found)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(from, found)).toBeLessThan(7);
      }),
    );
  });

  it('is written out for people', () => {
    expect(dateInWords('2026-03-02')).toBe('2 March 2026');
  });
});

import { birthDate, typedBirthDate } from './birth-date.js';

describe('a date of birth', () => {
  it.each([
    ['1938-03-14', '14 March 1938', '14/03/1938'],
    ['1938-03', 'March 1938', '03/1938'],
    ['1938', '1938', '1938'],
    [null, 'Not known', ''],
  ])('%s is shown as “%s” and typed as “%s”', (bornOn, shown, typed) => {
    expect([birthDate(bornOn), typedBirthDate(bornOn)]).toEqual([shown, typed]);
  });
});

describe('a date of birth with the age', () => {
  it.each([
    ['1938-03-14', '2026-03-14T00:00:00Z', '14 March 1938 (age 88)', 'on the birthday'],
    ['1938-03-14', '2026-03-13T23:59:00Z', '14 March 1938 (age 87)', 'on the day before'],
    ['1938-07-02', '2026-07-01T23:30:00Z', '2 July 1938 (age 88)', 'past midnight in London'],
    ['1940-02-29', '2026-02-28T12:00:00Z', '29 February 1940 (age 85)', 'a leap day is not over'],
    ['1938-03', '2026-03-14T00:00:00Z', 'March 1938', 'a day that is not known has no age'],
    ['2026-01-15', '2026-01-15T12:00:00Z', '15 January 2026 (age 0)', 'born today'],
  ])('%s at %s is %s: %s', (bornOn, now, shown) => {
    expect(birthDate(bornOn, now)).toBe(shown);
  });
});

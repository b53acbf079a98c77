import { birthDatesAgree, isBirthDate, readBirthDate } from './birth-dates.js';

describe('a date of birth', () => {
  it.each([
    { typed: '14 3 1938', iso: '1938-03-14', why: 'day, month and year' },
    { typed: ' 14/03/1938 ', iso: '1938-03-14', why: 'with slashes' },
    { typed: '14.3.1938', iso: '1938-03-14', why: 'with dots' },
    { typed: '1938-03-14', iso: '1938-03-14', why: 'as a computer writes it' },
    { typed: '3 1938', iso: '1938-03', why: 'only the month' },
    { typed: '1938-03', iso: '1938-03', why: 'only the month, as a computer writes it' },
    { typed: '1938', iso: '1938', why: 'only the year' },
    { typed: '29 2 1940', iso: '1940-02-29', why: 'a leap day' },
    { typed: '29 2 1941', iso: null, why: 'a day that did not exist' },
    { typed: '13 1938', iso: null, why: 'no such month' },
    { typed: '14 3 38', iso: null, why: 'the century is not known' },
    { typed: 'about 1938', iso: null, why: 'words' },
    { typed: '', iso: null, why: 'nothing' },
  ])('$typed → $iso: $why', ({ typed, iso }) => {
    expect(readBirthDate(typed)).toBe(iso);
  });

  it.each([
    ['1938-03-14', true],
    ['1938-03', true],
    ['1938', true],
    ['1938-02-30', false],
    ['1938-00', false],
    ['1938-3', false],
    ['', false],
  ])('%s is stored: %s', (text, stored) => {
    expect(isBirthDate(text)).toBe(stored);
  });

  it.each([
    ['1938-03-14', '1938-03-14', true],
    ['1938', '1938-03-14', true],
    ['1938-03-14', '1938-03', true],
    ['1938-03', '1938-04-01', false],
    ['1938', null, false],
    [null, null, false],
  ])('%s and %s agree: %s', (one, other, agree) => {
    expect([birthDatesAgree(one, other), birthDatesAgree(other, one)]).toEqual([agree, agree]);
  });
});

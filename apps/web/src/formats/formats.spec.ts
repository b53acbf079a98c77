import { calendarDay, londonTime } from './london-time.js';
import { durationInWords, grouped, hoursInWords, pounds, timeLimitInWords } from './quantities.js';

describe('a format', () => {
  it.each([
    ['2026-01-15T08:32:59Z', '15 January 2026 at 08:32', 'winter: London is UTC'],
    ['2026-07-15T23:30:00Z', '16 July 2026 at 00:30', 'summer: an hour ahead, and already tomorrow'],
    ['2026-03-29T00:59:59Z', '29 March 2026 at 00:59', 'the last second of winter'],
    ['2026-03-29T01:00:00Z', '29 March 2026 at 02:00', 'the first second of summer'],
    [null, '', 'no instant'],
  ])('shows the instant %s as %s (%s)', (instant, shown, _why) => {
    expect(londonTime(instant)).toBe(shown);
  });

  it.each([
    ['2026-11-22', '22 November 2026'],
    ['2026-06-01', '1 June 2026'],
    [undefined, ''],
  ])('shows the day %s as %s', (day, shown) => {
    expect(calendarDay(day)).toBe(shown);
  });

  it.each([
    [0, '0 h'],
    [1, '1 min'],
    [59, '59 min'],
    [60, '1 h'],
    [61, '1 h 1 min'],
    [210, '3 h 30 min'],
    [60_000, '1,000 h'],
  ])('shows %i minutes as %s', (minutes, shown) => {
    expect(hoursInWords(minutes)).toBe(shown);
  });

  it.each([
    [120, '2 h'],
    [2_880, '48 h'],
    [2_881, '48 h 1 min'],
    [4_320, '3 days'],
    [4_321, '72 h 1 min'],
    [10_080, '7 days'],
  ])('shows a time limit of %i minutes as %s', (minutes, shown) => {
    expect(timeLimitInWords(minutes)).toBe(shown);
  });

  it.each([
    [0, '£0.00'],
    [5, '£0.05'],
    [2_150, '£21.50'],
    [215_000, '£2,150.00'],
  ])('shows %i pence as %s', (pence, shown) => {
    expect(pounds(pence)).toBe(shown);
  });

  it.each([
    [0.4, '0 s'],
    [1, '1 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [3_599, '59 min'],
    [3_600, '1 h'],
    [172_799, '47 h'],
    [172_800, '2 days'],
  ])('shows %d seconds as %s', (seconds, shown) => {
    expect(durationInWords(seconds)).toBe(shown);
  });

  it('separates the thousands of a number', () => {
    expect(grouped(12_345)).toBe('12,345');
  });
});

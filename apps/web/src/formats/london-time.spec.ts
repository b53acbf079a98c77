import { londonFields, londonInstant, shortDay } from './london-time.js';

describe('an instant in London time', () => {
  it.each([
    ['2026-01-15', '09:05', '2026-01-15T09:05:00.000Z', 'winter'],
    ['2026-07-15', '09:05', '2026-07-15T08:05:00.000Z', 'summer'],
    ['2026-07-15', '00:30', '2026-07-14T23:30:00.000Z', 'just after midnight'],
    ['2026-03-29', '01:30', null, 'an hour that is skipped in spring'],
    [
      '2026-10-25',
      '01:30',
      '2026-10-25T00:30:00.000Z',
      'an hour that occurs twice in autumn: the earlier instant',
    ],
    ['2026-02-29', '09:00', null, 'not a date'],
    ['2026-02-28', '24:00', null, 'not a time'],
    ['', '', null, 'empty fields'],
    ['28/02/2026', '9:00', null, 'another format'],
  ])('%s %s is %s: %s', (date, time, instant, _why) => {
    expect(londonInstant(date, time)).toBe(instant);
  });

  it('is the same after it was shown in form fields and read again', () => {
    const fields = londonFields('2026-07-15T23:05:00Z');
    expect(fields).toEqual({ date: '2026-07-16', time: '00:05' });
    expect(londonInstant(fields.date, fields.time)).toBe('2026-07-15T23:05:00.000Z');
  });
});

describe('a short date', () => {
  it.each([
    ['2026-11-22', '22 Nov 2026', 'a date without a time'],
    ['2026-07-01T23:30:00.000Z', '2 Jul 2026', 'past midnight in London'],
  ])('%s is %s: %s', (date, words) => {
    expect(shortDay(date)).toBe(words);
  });
});

import { dueInWords, timeLeft } from './time-left.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('what is left of a time', () => {
  it.each([
    { ms: -1, says: 'time is up', why: 'over' },
    { ms: 0, says: 'time is up', why: 'at its end' },
    { ms: 999, says: 'less than a second left', why: 'the last moment' },
    { ms: SECOND, says: '1 second left', why: 'one, not several' },
    { ms: 2 * MINUTE + 5 * SECOND, says: '2 minutes 5 seconds left', why: 'near the end' },
    { ms: 5 * MINUTE - 1, says: '4 minutes 59 seconds left', why: 'just inside the last five minutes' },
    { ms: 5 * MINUTE + 30 * SECOND, says: '5 minutes left', why: 'seconds do not matter yet' },
    { ms: HOUR, says: '1 hour left', why: 'nothing besides' },
    { ms: HOUR + 3 * MINUTE, says: '1 hour 3 minutes left', why: 'hours and minutes' },
    { ms: 48 * HOUR - 1, says: '47 hours 59 minutes left', why: 'hours up to two days' },
    { ms: 50 * HOUR, says: '2 days 2 hours left', why: 'days and hours' },
  ])('$why: $says', ({ ms, says }) => {
    expect(timeLeft(ms)).toBe(says);
  });
});

const NOW = new Date('2026-03-02T09:00:00Z');

describe('what is due', () => {
  it.each([
    ['2026-03-02T09:00:01Z', '1 second left'],
    ['2026-03-02T09:00:00Z', 'less than a second overdue'],
    ['2026-03-02T10:03:00Z', '1 hour 3 minutes left'],
    ['2026-03-02T07:00:00Z', '2 hours overdue'],
    ['2026-02-27T08:00:00Z', '3 days 1 hour overdue'],
  ])('at %s is %s', (dueAt, words) => {
    expect(dueInWords(dueAt, NOW)).toBe(words);
  });
});

import { dueInWords, timeLeft } from './time-left.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('remaining time', () => {
  it.each([
    { ms: -1, text: 'time is up', why: 'over' },
    { ms: 0, text: 'time is up', why: 'at its end' },
    { ms: 999, text: 'less than a second left', why: 'the last moment' },
    { ms: SECOND, text: '1 second left', why: 'one, not several' },
    { ms: 2 * MINUTE + 5 * SECOND, text: '2 minutes 5 seconds left', why: 'near the end' },
    { ms: 5 * MINUTE - 1, text: '4 minutes 59 seconds left', why: 'just inside the last five minutes' },
    { ms: 5 * MINUTE + 30 * SECOND, text: '5 minutes left', why: 'seconds do not matter yet' },
    { ms: HOUR, text: '1 hour left', why: 'only one unit' },
    { ms: HOUR + 3 * MINUTE, text: '1 hour 3 minutes left', why: 'hours and minutes' },
    { ms: 48 * HOUR - 1, text: '47 hours 59 minutes left', why: 'hours up to two days' },
    { ms: 50 * HOUR, text: '2 days 2 hours left', why: 'days and hours' },
  ])('$why: $text', ({ ms, text }) => {
    expect(timeLeft(ms)).toBe(text);
  });
});

const NOW = new Date('2026-03-02T09:00:00Z');

describe('time until a due time', () => {
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

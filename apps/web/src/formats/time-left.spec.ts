import { dueInWords, elapsed, percentageLeft, timeLeft } from './time-left.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('remaining time', () => {
  it.each([
    { ms: -1, text: 'due now', why: 'over' },
    { ms: 0, text: 'due now', why: 'at its end' },
    { ms: 999, text: 'less than a second left', why: 'the last moment' },
    { ms: SECOND, text: '1 s left', why: 'one, not several' },
    { ms: 2 * MINUTE + 5 * SECOND, text: '2 min 5 s left', why: 'near the end' },
    { ms: 5 * MINUTE - 1, text: '4 min 59 s left', why: 'just inside the last five minutes' },
    { ms: 5 * MINUTE + 30 * SECOND, text: '5 min left', why: 'seconds do not matter yet' },
    { ms: HOUR, text: '1 h left', why: 'only one unit' },
    { ms: HOUR + 3 * MINUTE, text: '1 h 3 min left', why: 'hours and minutes' },
    { ms: 24 * HOUR - 1, text: '23 h 59 min left', why: 'hours up to a day' },
    { ms: 44 * HOUR + 9 * MINUTE, text: '1 d 20 h left', why: 'no minutes after a day' },
    { ms: 50 * HOUR, text: '2 d 2 h left', why: 'days and hours' },
  ])('$why: $text', ({ ms, text }) => {
    expect(timeLeft(ms)).toBe(text);
  });
});

const NOW = new Date('2026-03-02T09:00:00Z');

describe('time until a due time', () => {
  it.each([
    ['2026-03-02T09:00:01Z', '1 s left'],
    ['2026-03-02T09:00:00Z', 'under 1 min overdue'],
    ['2026-03-02T10:03:00Z', '1 h 3 min left'],
    ['2026-03-02T07:00:00Z', '2 h overdue'],
    ['2026-03-02T08:00:01Z', '59 min overdue'],
    ['2026-03-01T17:55:00Z', '15 h overdue'],
    ['2026-02-27T08:00:00Z', '3 d 1 h overdue'],
  ])('at %s is %s', (dueAt, words) => {
    expect(dueInWords(dueAt, NOW)).toBe(words);
  });
});

describe('time that has passed', () => {
  it.each([
    [59_999, 'under 1 min'],
    [MINUTE, '1 min'],
    [2 * MINUTE + 5 * SECOND, '2 min'],
    [50 * HOUR, '2 d 2 h'],
  ])('%i ms is %s', (ms, text) => {
    expect(elapsed(ms)).toBe(text);
  });
});

describe('the share of a time limit that is left', () => {
  it.each([
    [0, 100, 'at its beginning'],
    [HOUR, 50, 'at half'],
    [2 * HOUR, 0, 'at its end'],
    [3 * HOUR, 0, 'after its end'],
    [-HOUR, 100, 'before its beginning'],
  ])('after %i ms is %i %%: %s', (now, percentage) => {
    expect(percentageLeft(0, 2 * HOUR, now)).toBe(percentage);
  });

  it('is nothing if the limit was due at once', () => {
    expect(percentageLeft(HOUR, HOUR, HOUR)).toBe(0);
  });
});

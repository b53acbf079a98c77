import { londonDay } from './london-day.js';

describe('the day in London', () => {
  it.each([
    ['2026-07-15T22:59:00Z', '2026-07-15', 'a minute before midnight in summer'],
    ['2026-07-15T23:00:00Z', '2026-07-16', 'midnight in summer'],
    ['2026-01-15T23:59:00Z', '2026-01-15', 'a minute before midnight in winter'],
  ])('of %s is %s: %s', (instant, day) => {
    expect(londonDay(instant)).toBe(day);
  });
});

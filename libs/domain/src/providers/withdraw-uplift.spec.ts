import { mayWithdrawUplift } from './withdraw-uplift.js';

describe('a planned change of rates', () => {
  it.each([
    ['2026-03-31', true, 'the day before its first day'],
    ['2026-04-01', false, 'its first day'],
    ['2026-04-02', false, 'the day after'],
    ['2025-12-31', true, 'an earlier year'],
  ])('may be withdrawn on %s: %s, %s', (today, may) => {
    expect(mayWithdrawUplift('2026-04-01', today)).toBe(may);
  });
});

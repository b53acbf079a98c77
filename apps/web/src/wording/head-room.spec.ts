import { agreementInWords, growthLimitInWords, headRoomInWords } from './head-room.js';

describe('head-room', () => {
  it.each([
    [75, '2026-12-14T12:00:00Z', '1 h 15 min left until 14 December 2026'],
    [0, null, '0 h left'],
    [60, '2026-07-14T23:30:00Z', '1 h left until 15 July 2026'],
  ])('of %s minutes until %s is "%s"', (leftMinutes, until, words) => {
    expect(headRoomInWords({ leftMinutes, until })).toBe(words);
  });
});

const LIMIT = {
  restrictionId: 'r',
  conditionId: 'c',
  limitMinutes: 210,
  until: null,
  permissions: [],
  baselineMinutes: 165,
  leftMinutes: 0,
};

describe('a growth limit', () => {
  it.each([
    [{ basis: 'cumulative', leftMinutes: 75 }, 'than the 2 h 45 min at the start: 1 h 15 min left'],
    [{ basis: 'per_change', leftMinutes: 75 }, 'in each change: 1 h 15 min left'],
    [{ basis: 'per_change', leftMinutes: null }, 'in each change'],
  ] as const)('%j says how it is measured, and what is left', (given, words) => {
    expect(growthLimitInWords({ ...LIMIT, ...given })).toBe(`At most 3 h 30 min more a week ${words}`);
  });

  it.each([
    [60, '1 h more, once, by written agreement until 31 January 2026'],
    [null, 'Any change, once, by written agreement until 31 January 2026'],
  ])('can be exceeded by a written agreement of %s minutes', (minutes, words) => {
    expect(agreementInWords({ minutes, until: '2026-01-31T12:00:00Z' })).toBe(words);
  });
});

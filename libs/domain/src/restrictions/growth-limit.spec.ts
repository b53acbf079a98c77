import type { GrowthBasis } from '#contracts/restrictions';
import * as fc from 'fast-check';
import { exceedsGrowthLimit, growthOf } from './growth-limit.js';

const LIMIT = 210; // 3.5 hours a week, in minutes

describe('growth limit', () => {
  it.each([
    { baseline: 600, present: 600, resulting: 810, exceeds: false, why: 'exactly 3.5 hours more' },
    { baseline: 600, present: 600, resulting: 811, exceeds: true, why: 'one minute over' },
    { baseline: 600, present: 800, resulting: 811, exceeds: true, why: 'one minute over, in two steps' },
    { baseline: 600, present: 600, resulting: 540, exceeds: false, why: 'a decrease' },
    { baseline: 600, present: 900, resulting: 880, exceeds: false, why: 'over it already, but less' },
    { baseline: 600, present: 900, resulting: 900, exceeds: false, why: 'over it already, as much' },
    { baseline: 600, present: 900, resulting: 901, exceeds: true, why: 'over it already, and more' },
    { baseline: 600, present: 300, resulting: 800, exceeds: false, why: 'back up after a decrease' },
  ])('$why → exceeds: $exceeds', ({ baseline, present, resulting, exceeds }) => {
    const growth = { baselineMinutes: baseline, presentMinutes: present, resultingMinutes: resulting };
    expect(exceedsGrowthLimit(growth, LIMIT)).toBe(exceeds);
  });

  it.each<{
    basis: GrowthBasis;
    frozen: number | null;
    now: number;
    awarded: number;
    from: number;
    why: string;
  }>([
    { basis: 'cumulative', frozen: 600, now: 700, awarded: 0, from: 600, why: 'earlier increases count' },
    { basis: 'per_change', frozen: 600, now: 700, awarded: 0, from: 700, why: 'each change on its own' },
    {
      basis: 'per_change',
      frozen: 600,
      now: 1,
      awarded: 0,
      from: 1,
      why: 'each change, however little there is',
    },
    { basis: 'cumulative', frozen: 600, now: 0, awarded: 0, from: 600, why: 'care that comes back' },
    { basis: 'per_change', frozen: 600, now: 0, awarded: 0, from: 600, why: 'care that comes back' },
    { basis: 'cumulative', frozen: null, now: 0, awarded: 0, from: 100, why: 'a first package is a size' },
    { basis: 'per_change', frozen: null, now: 0, awarded: 0, from: 100, why: 'a first package is a size' },
    { basis: 'cumulative', frozen: null, now: 0, awarded: 400, from: 400, why: 'the second before a start' },
    { basis: 'per_change', frozen: null, now: 0, awarded: 400, from: 400, why: 'the second before a start' },
  ])('$basis is measured from $from when $why', ({ basis, frozen, now, awarded, from }) => {
    const growth = growthOf(basis, frozen, { personMinutesNow: now, personAwardedMinutes: awarded }, 100);
    expect(growth).toEqual({
      baselineMinutes: from,
      presentMinutes: now + awarded,
      resultingMinutes: now + awarded + 100,
    });
  });

  it('allows as much in one step as in two', () => {
    const some = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(some, some, some, (baseline, first, second) => {
        const care = (personMinutesNow: number) => ({ personMinutesNow, personAwardedMinutes: 0 });
        const inTwo = growthOf('cumulative', baseline, care(baseline + first), second);
        const inOne = growthOf('cumulative', baseline, care(baseline), first + second);
        expect(exceedsGrowthLimit(inTwo, LIMIT)).toBe(exceedsGrowthLimit(inOne, LIMIT));
      }),
    );
  });
});

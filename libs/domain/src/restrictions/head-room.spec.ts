import type { GrowthBasis } from '#contracts/restrictions';
import * as fc from 'fast-check';
import { care, restriction } from '../../testing/arbitraries.js';
import { aPermission, aRestriction, COMMIT_BY, NOW, someCare } from '../../testing/restriction-facts.js';
import { checkRestrictions } from './check-restrictions.js';
import type { CareFact, RestrictionFact } from './facts.js';
import { type HeadRoom, headRoom, headRoomInWords } from './head-room.js';

const MARCH = new Date('2026-03-14T12:00:00Z');
const APRIL = new Date('2026-04-14T12:00:00Z');

const growth = (
  baselineMinutes: number | null,
  given: Partial<RestrictionFact> & { basis?: GrowthBasis; limitMinutes?: number } = {},
): RestrictionFact => {
  const { basis = 'cumulative', limitMinutes = 210, ...rest } = given;
  return aRestriction({ kind: 'growth_limit', limitMinutes, basis }, { baselineMinutes, ...rest });
};

const roomOf = (
  restrictions: readonly RestrictionFact[],
  given: Partial<CareFact> = {},
  permissions = [aPermission({ minutes: 60 })],
): HeadRoom => {
  const known = someCare(given);
  return headRoom({
    restrictions,
    permissions,
    care: known,
    lotIds: [known.lotId],
    now: NOW,
    commitBy: COMMIT_BY,
  });
};

describe('head-room', () => {
  it.each<{ rows: RestrictionFact[]; now: number; awarded?: number; left: number | null; why: string }>([
    { rows: [growth(600)], now: 600, left: 210, why: 'nothing has grown yet' },
    { rows: [growth(600)], now: 735, left: 75, why: 'an earlier increase counts' },
    { rows: [growth(600)], now: 600, awarded: 135, left: 75, why: 'an award counts before it starts' },
    { rows: [growth(600)], now: 810, left: 0, why: 'it is used up' },
    { rows: [growth(600)], now: 900, left: 0, why: 'the care was beyond it already' },
    { rows: [growth(600)], now: 500, left: 310, why: 'a decrease gives it back' },
    { rows: [growth(600, { basis: 'per_change' })], now: 735, left: 210, why: 'each change is on its own' },
    {
      rows: [growth(600, { basis: 'per_change' })],
      now: 0,
      left: 810,
      why: 'care that comes back is measured from what it was',
    },
    { rows: [growth(null)], now: 0, left: null, why: 'a first package is a size' },
    { rows: [growth(null)], now: 0, awarded: 400, left: 210, why: 'care awaits its start' },
    {
      rows: [growth(600), growth(600, { id: 'second', limitMinutes: 30 })],
      now: 600,
      left: 30,
      why: 'the strictest decides',
    },
    { rows: [growth(600, { liftedAt: NOW })], now: 600, left: null, why: 'it is lifted' },
    {
      rows: [growth(600, { from: new Date('2027-01-01') })],
      now: 600,
      left: null,
      why: 'it is of the future',
    },
    { rows: [growth(600, { lotIds: ['lot-2'] })], now: 600, left: null, why: 'it binds another lot' },
    {
      rows: [growth(600, { authorityId: 'authority-2' })],
      now: 600,
      left: null,
      why: 'it is of another authority',
    },
    {
      rows: [aRestriction({ kind: 'hours_cap', capMinutes: 1 })],
      now: 600,
      left: null,
      why: 'a cap is not of one person',
    },
  ])('is $left when $why', ({ rows, now, awarded = 0, left }) => {
    expect(roomOf(rows, { personMinutesNow: now, personAwardedMinutes: awarded }).leftMinutes).toBe(left);
  });

  it('names what each condition is measured from, and the permissions apart', () => {
    const late = aPermission({ id: 'over', until: NOW });
    const { conditions } = roomOf([growth(600)], { personMinutesNow: 735 }, [
      aPermission({ minutes: 60 }),
      late,
    ]);
    expect(conditions).toEqual([
      expect.objectContaining({
        baselineMinutes: 600,
        leftMinutes: 75,
        permissions: [aPermission({ minutes: 60 })],
      }),
    ]);
  });

  it.each<{ ends: (Date | null)[]; until: Date | null; why: string }>([
    { ends: [MARCH], until: MARCH, why: 'it ends' },
    { ends: [null], until: null, why: 'it is open-ended' },
    { ends: [MARCH, APRIL], until: APRIL, why: 'another that leaves as much goes on' },
    { ends: [MARCH, null], until: null, why: 'another that leaves as much has no end' },
  ])('lasts until $until when $why', ({ ends, until }) => {
    expect(roomOf(ends.map((to, index) => growth(600, { id: `r-${index}`, to }))).until).toEqual(until);
  });

  it('lasts as long as the strictest, whatever else goes on', () => {
    const looser = growth(600, { id: 'looser', limitMinutes: 500 });
    expect(roomOf([growth(600, { to: MARCH }), looser]).until).toEqual(MARCH);
  });

  it.each([
    { leftMinutes: 75, until: MARCH, said: '1 h 15 min left until 14 March 2026.' },
    { leftMinutes: 75, until: null, said: '1 h 15 min left.' },
    { leftMinutes: 0, until: MARCH, said: 'Nothing left until 14 March 2026.' },
    { leftMinutes: null, until: null, said: 'No growth limit is in force.' },
  ])('is said as “$said”', ({ said, ...room }) => {
    expect(headRoomInWords(room)).toBe(said);
  });

  it('is exactly what the rule allows: one minute more is refused', () => {
    fc.assert(
      fc.property(fc.array(restriction, { maxLength: 4 }), care, (restrictions, known) => {
        const { leftMinutes } = roomOf(restrictions, known, []);
        const grows = (addedMinutes: number): string | undefined =>
          checkRestrictions({
            restrictions,
            permissions: [],
            care: known,
            change: { kind: 'variation', addedMinutes, startsNewPerson: false },
            now: NOW,
            commitBy: COMMIT_BY,
          }).checks.find(({ rule }) => rule === 'restriction.growth')?.result;
        expect(grows(leftMinutes ?? 1_000_000)).toBe('pass');
        if (leftMinutes !== null) expect(grows(leftMinutes + 1)).toBe('fail');
      }),
      { numRuns: 500 },
    );
  });
});

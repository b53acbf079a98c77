import * as fc from 'fast-check';
import { COMMIT_BY, NOW } from '../../testing/restriction-facts.js';
import { bindsAuthority, bindsLot, isInForce } from './in-force.js';

const WINDOW = { from: NOW, until: COMMIT_BY };
const at = (instant: Date, milliseconds: number) => new Date(instant.getTime() + milliseconds);
const LONG_AGO = new Date('2026-01-01T00:00:00Z');

describe('a restriction', () => {
  it.each([
    { from: LONG_AGO, to: null, liftedAt: null, binds: true, why: 'open-ended' },
    { from: NOW, to: null, liftedAt: null, binds: true, why: 'begins now' },
    { from: COMMIT_BY, to: null, liftedAt: null, binds: true, why: 'begins at the last moment to commit' },
    { from: at(COMMIT_BY, 1), to: null, liftedAt: null, binds: false, why: 'begins a moment later' },
    { from: LONG_AGO, to: NOW, liftedAt: null, binds: false, why: 'ended at this moment' },
    { from: LONG_AGO, to: at(NOW, 1), liftedAt: null, binds: true, why: 'ends a moment later' },
    { from: LONG_AGO, to: null, liftedAt: NOW, binds: false, why: 'lifted at this moment' },
    { from: LONG_AGO, to: null, liftedAt: at(NOW, 1), binds: true, why: 'lifted a moment later' },
    { from: LONG_AGO, to: COMMIT_BY, liftedAt: NOW, binds: false, why: 'lifted before its end' },
    { from: LONG_AGO, to: NOW, liftedAt: COMMIT_BY, binds: false, why: 'over before it was lifted' },
    { from: COMMIT_BY, to: null, liftedAt: at(NOW, 1), binds: false, why: 'lifted before it began' },
    { from: COMMIT_BY, to: COMMIT_BY, liftedAt: null, binds: false, why: 'of no length' },
  ])('is in force: $binds ($why)', ({ from, to, liftedAt, binds }) => {
    expect(isInForce({ from, to, liftedAt }, WINDOW)).toBe(binds);
  });

  it('binds a longer window whenever it binds a shorter one inside', () => {
    const instant = fc.integer({ min: 0, max: 20 }).map((offset) => at(NOW, offset));
    const orNull = fc.option(instant, { nil: null });
    fc.assert(
      fc.property(instant, orNull, orNull, instant, (from, to, liftedAt, moment) => {
        const restriction = { from, to, liftedAt };
        fc.pre(isInForce(restriction, { from: moment, until: moment }));
        expect(isInForce(restriction, { from: NOW, until: at(NOW, 20) })).toBe(true);
      }),
    );
  });

  it.each([
    { lotIds: [], binds: true, why: 'no lot named means all' },
    { lotIds: ['lot-2', 'lot-1'], binds: true, why: 'named' },
    { lotIds: ['lot-2'], binds: false, why: 'another is named' },
  ])('binds lot 1: $binds ($why)', ({ lotIds, binds }) => {
    expect(bindsLot({ lotIds }, 'lot-1')).toBe(binds);
  });

  it.each([
    { authorityId: null, binds: true, why: "the regulator's binds everybody" },
    { authorityId: 'authority-1', binds: true, why: 'its own' },
    { authorityId: 'authority-2', binds: false, why: "another's" },
  ])('binds authority 1: $binds ($why)', ({ authorityId, binds }) => {
    expect(bindsAuthority({ authorityId }, 'authority-1')).toBe(binds);
  });
});

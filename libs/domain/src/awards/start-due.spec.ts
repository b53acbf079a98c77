import { startDueAt, isStartInTime } from './start-due.js';
import { DAYS, type Visit } from '#contracts/visits';
import * as fc from 'fast-check';
import { aVisit } from '../../testing/visits.js';

const MONDAY = '2026-03-02';
/** The instant of the award, which is before every start of care in this test. */
const AWARDED = new Date('2026-02-27T12:00Z');
const night = aVisit({ key: 'v2', band: 'night' });

describe('the confirmation of a start', () => {
  it.each<{ visits: Visit[]; startsOn: string; due: string; why: string }>([
    { visits: [aVisit()], startsOn: MONDAY, due: '2026-03-02T11:00Z', why: 'breakfast ends at 10:00' },
    {
      visits: [aVisit({ band: 'bed' }), aVisit({ key: 'v2', band: 'lunch' })],
      startsOn: MONDAY,
      due: '2026-03-02T15:00Z',
      why: 'lunch comes before bed',
    },
    {
      visits: [aVisit({ days: ['thu', 'sat'] })],
      startsOn: MONDAY,
      due: '2026-03-05T11:00Z',
      why: 'nobody comes before Thursday',
    },
    {
      visits: [aVisit({ days: ['sun'] })],
      startsOn: MONDAY,
      due: '2026-03-08T11:00Z',
      why: 'the last day of the week',
    },
    {
      visits: [aVisit({ window: { from: '08:00', to: '08:30' } })],
      startsOn: MONDAY,
      due: '2026-03-02T09:30Z',
      why: 'an exact window replaces the band',
    },
    { visits: [night], startsOn: MONDAY, due: '2026-03-03T08:00Z', why: 'a night ends the next morning' },
    {
      visits: [night, aVisit()],
      startsOn: MONDAY,
      due: '2026-03-02T11:00Z',
      why: 'breakfast comes before the night of that day',
    },
    {
      visits: [night, aVisit({ days: ['tue'], window: { from: '06:00', to: '06:30' } })],
      startsOn: MONDAY,
      due: '2026-03-03T07:30Z',
      why: 'a visit that must begin before the night is out',
    },
    { visits: [aVisit()], startsOn: '2026-07-01', due: '2026-07-01T10:00Z', why: 'London time, in summer' },
    { visits: [night], startsOn: '2026-03-28', due: '2026-03-29T07:00Z', why: 'the night of 8 hours' },
  ])('is due at $due: $why', ({ visits, startsOn, due }) => {
    expect(startDueAt(visits, startsOn, AWARDED)).toEqual(new Date(due));
  });

  it.each([
    { awardedAt: '2026-03-02T09:59Z', due: '2026-03-02T11:00Z', why: 'breakfast is still to come' },
    { awardedAt: '2026-03-02T10:00Z', due: '2026-03-03T11:00Z', why: 'breakfast is over: tomorrow' },
    { awardedAt: '2026-03-05T15:00Z', due: '2026-03-06T11:00Z', why: 'decided days after the offered start' },
  ])('awarded at $awardedAt is due at $due: $why', ({ awardedAt, due }) => {
    expect(startDueAt([aVisit()], MONDAY, new Date(awardedAt))).toEqual(new Date(due));
  });

  it('is due after the start date has begun, within nine days, and never later for more visits', () => {
    const visit = fc
      .record({
        days: fc.subarray([...DAYS], { minLength: 1 }),
        band: fc.constantFrom('breakfast' as const, 'lunch' as const, 'tea' as const, 'night' as const),
      })
      .map(aVisit);
    fc.assert(
      fc.property(visit, fc.array(visit), (one, others) => {
        const due = startDueAt([one, ...others], MONDAY, AWARDED).getTime();
        expect(due).toBeGreaterThan(Date.parse(MONDAY));
        expect(due).toBeLessThan(Date.parse('2026-03-11'));
        expect(due).toBeLessThanOrEqual(startDueAt([one], MONDAY, AWARDED).getTime());
      }),
    );
  });
});

describe('a start of care', () => {
  const dueAt = new Date('2026-03-04T19:00:00Z');
  it.each([
    { afterMs: -1, inTime: true, why: 'before the due time' },
    { afterMs: 0, inTime: true, why: 'at the due time' },
    { afterMs: 1, inTime: false, why: 'one millisecond late' },
  ])('$why is in time: $inTime', ({ afterMs, inTime }) => {
    expect(isStartInTime(new Date(dueAt.getTime() + afterMs), dueAt)).toBe(inTime);
  });
});

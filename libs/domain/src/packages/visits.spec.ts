import { DAYS } from '#contracts/visits';
import * as fc from 'fast-check';
import { aVisit } from '../../testing/visits.js';
import { visitsAWeek, weeklyMinutes } from './visits.js';

describe('the size of a package', () => {
  it.each([
    { visits: [], minutes: 0, calls: 0, why: 'nothing asked' },
    { visits: [aVisit({ minutes: 45 })], minutes: 315, calls: 7, why: 'one visit, every day' },
    { visits: [aVisit({ days: ['mon'], minutes: 45 })], minutes: 45, calls: 1, why: 'one day' },
    { visits: [aVisit({ minutes: 45, carers: 2 })], minutes: 630, calls: 7, why: 'two carers count twice' },
    {
      visits: [aVisit({ minutes: 30 }), aVisit({ key: 'v2', days: ['sat', 'sun'], minutes: 60, carers: 2 })],
      minutes: 450,
      calls: 9,
      why: 'visits add up',
    },
  ])('is $minutes min in $calls visits: $why', ({ visits, minutes, calls }) => {
    expect(weeklyMinutes(visits)).toBe(minutes);
    expect(visitsAWeek(visits)).toBe(calls);
  });

  it('does not depend on the order, and adds up', () => {
    const visit = fc.record({
      days: fc.subarray([...DAYS]),
      minutes: fc.integer({ min: 1, max: 720 }),
      carers: fc.constantFrom(1 as const, 2 as const),
    });
    fc.assert(
      fc.property(fc.array(visit), fc.array(visit), (some, others) => {
        expect(weeklyMinutes([...some, ...others])).toBe(weeklyMinutes(others) + weeklyMinutes(some));
        expect(visitsAWeek([...some, ...others])).toBe(visitsAWeek(others) + visitsAWeek(some));
      }),
    );
  });
});

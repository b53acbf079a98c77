import * as fc from 'fast-check';
import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { broadcastTimes } from './broadcast-times.js';

const openedAt = new Date('2026-03-27T17:00Z'); // Friday

describe('the start that is asked for', () => {
  it.each([
    { urgency: 'hospital', by: '2026-03-28T17:00Z', why: '24 h' },
    { urgency: 'urgent', by: '2026-03-29T17:00Z', why: '48 h, though the clocks go forward between' },
    { urgency: 'routine', by: '2026-04-03T17:00Z', why: '7 days, weekends and holidays included' },
  ] as const)('for $urgency care is $why', ({ urgency, by }) => {
    expect(broadcastTimes(openedAt, DEFAULT_CLOCK_PROFILES[urgency]).startBy).toEqual(new Date(by));
  });

  it.each([
    { closesAt: '2026-03-28T17:00Z', by: '2026-03-28T17:00Z', why: 'the deadline is at the time to start' },
    { closesAt: '2026-03-28T17:01Z', by: '2026-03-28T17:01Z', why: 'the deadline is a minute later' },
    { closesAt: '2026-03-28T16:59Z', by: '2026-03-28T17:00Z', why: 'the deadline is a minute earlier' },
  ])('is $by where $why', ({ closesAt, by }) => {
    const times = broadcastTimes(openedAt, DEFAULT_CLOCK_PROFILES.hospital, new Date(closesAt));
    expect(times).toEqual({ closesAt: new Date(closesAt), startBy: new Date(by) });
  });

  it('is later than the weekend where offers are given longer than care', () => {
    const clock = { respondMinutes: 120, startWithinMinutes: 1_440, workingHours: true };
    const monday = new Date('2026-03-30T08:00Z');
    expect(broadcastTimes(openedAt, clock)).toEqual({ closesAt: monday, startBy: monday });
  });

  it('is never before the offers are due', () => {
    const clock = fc.record({
      respondMinutes: fc.integer({ min: 1, max: 20_000 }),
      startWithinMinutes: fc.integer({ min: 1, max: 20_000 }),
      workingHours: fc.boolean(),
    });
    fc.assert(
      fc.property(clock, (given) => {
        const { closesAt, startBy } = broadcastTimes(openedAt, given);
        expect(startBy.getTime()).toBeGreaterThanOrEqual(closesAt.getTime());
      }),
    );
  });
});

import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { startBy } from './start-by.js';

describe('the start that is asked for', () => {
  it.each([
    { urgency: 'hospital', by: '2026-03-28T17:00Z', why: '24 h' },
    { urgency: 'urgent', by: '2026-03-29T17:00Z', why: '48 h, though the clocks go forward between' },
    { urgency: 'routine', by: '2026-04-03T17:00Z', why: '7 days, weekends and holidays included' },
  ] as const)('for $urgency care is $why', ({ urgency, by }) => {
    const { startWithinMinutes } = DEFAULT_CLOCK_PROFILES[urgency];
    expect(startBy(new Date('2026-03-27T17:00Z'), startWithinMinutes)).toEqual(new Date(by));
  });
});

import { exceedsHoursCap } from './hours-cap.js';

const CAP = 6_000; // 100 hours

describe('hours cap', () => {
  it.each([
    { presentMinutes: 5_580, resultingMinutes: 6_000, exceeds: false, why: 'exactly the cap' },
    { presentMinutes: 5_580, resultingMinutes: 6_001, exceeds: true, why: 'one minute over' },
    { presentMinutes: 6_500, resultingMinutes: 6_400, exceeds: false, why: 'over it already, but less' },
    { presentMinutes: 6_500, resultingMinutes: 6_500, exceeds: false, why: 'over it already, as much' },
    { presentMinutes: 6_500, resultingMinutes: 6_501, exceeds: true, why: 'over it already, and more' },
  ])('$why → exceeds: $exceeds', ({ exceeds, presentMinutes, resultingMinutes }) => {
    expect(exceedsHoursCap({ presentMinutes, resultingMinutes }, CAP)).toBe(exceeds);
  });
});

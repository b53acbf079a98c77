import { weeklyCostPence, yearlyCostPence } from './care-cost.js';

describe('the cost of care', () => {
  it.each([
    { minutes: 630, rate: 2_190, week: 22_995, year: 1_195_740, why: '10 h 30 min' },
    {
      minutes: 1,
      rate: 2_190,
      week: 37,
      year: 1_898,
      why: 'a year is not 52 rounded weeks, which were £19.24',
    },
    { minutes: 0, rate: 2_190, week: 0, year: 0, why: 'no care' },
  ])('of $minutes minutes at $rate pence: $why', ({ minutes, rate, week, year }) => {
    expect([weeklyCostPence(minutes, rate), yearlyCostPence(minutes, rate)]).toEqual([week, year]);
  });
});

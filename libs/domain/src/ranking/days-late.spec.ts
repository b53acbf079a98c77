import { daysLate } from './days-late.js';

describe('days late', () => {
  it.each([
    { startsOn: '2026-03-03', by: '2026-03-04T09:00Z', days: 0, why: 'early' },
    { startsOn: '2026-03-04', by: '2026-03-04T09:00Z', days: 0, why: 'the day itself, whatever the hour' },
    { startsOn: '2026-03-05', by: '2026-03-04T09:00Z', days: 1, why: 'the day after' },
    { startsOn: '2026-03-09', by: '2026-03-04T09:00Z', days: 5, why: 'five days after' },
    { startsOn: '2026-07-02', by: '2026-07-01T23:30Z', days: 0, why: 'past midnight in London' },
  ])('are $days for a start on $startsOn asked for by $by: $why', ({ startsOn, by, days }) => {
    expect(daysLate(startsOn, new Date(by))).toBe(days);
  });
});

import { daysLate, isInsideAskedTime, visitsInside } from './offer-fit.js';
import { aVisit } from '../../testing/visits.js';

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

describe('a time offered', () => {
  it.each([
    { visit: aVisit(), at: '07:00', inside: true, why: 'the band begins' },
    { visit: aVisit(), at: '06:59', inside: false, why: 'a minute early' },
    { visit: aVisit(), at: '09:59', inside: true, why: 'the last minute of the band' },
    { visit: aVisit(), at: '10:00', inside: false, why: 'the band is over' },
    { visit: aVisit({ band: 'night' }), at: '23:30', inside: true, why: 'night, before midnight' },
    { visit: aVisit({ band: 'night' }), at: '02:00', inside: true, why: 'night, after midnight' },
    { visit: aVisit({ band: 'night' }), at: '07:00', inside: false, why: 'night is over' },
    {
      visit: aVisit({ window: { from: '08:00', to: '08:30' } }),
      at: '07:30',
      inside: false,
      why: 'band only',
    },
    {
      visit: aVisit({ window: { from: '11:00', to: '11:30' } }),
      at: '11:15',
      inside: true,
      why: 'window only',
    },
    {
      visit: aVisit({ window: { from: '08:00', to: '08:30' }, timeCriticalReason: 'Insulin' }),
      at: '08:30',
      inside: false,
      why: 'time-critical is judged alike',
    },
  ])('at $at is inside: $inside ($why)', ({ visit, at, inside }) => {
    expect(isInsideAskedTime(visit, at)).toBe(inside);
  });
});

describe('visits inside the asked times', () => {
  const visits = [aVisit(), aVisit({ key: 'v2', band: 'bed', days: ['sat', 'sun'], carers: 2 })];

  it.each([
    { v1: '08:00', v2: '20:00', count: 9, why: 'all of them' },
    { v1: '08:00', v2: '18:00', count: 7, why: 'the mornings, seven days' },
    { v1: '12:00', v2: '20:00', count: 2, why: 'the weekend evenings, two carers being one visit' },
    { v1: '12:00', v2: '18:00', count: 0, why: 'none' },
  ])('are $count: $why', ({ v1, v2, count }) => {
    const times = [
      { visitKey: 'v2', startsAt: v2 },
      { visitKey: 'v1', startsAt: v1 },
    ];
    expect(visitsInside(visits, times)).toBe(count);
  });

  it('leave out a visit without an answer', () => {
    expect(visitsInside(visits, [{ visitKey: 'v2', startsAt: '20:00' }])).toBe(2);
  });
});

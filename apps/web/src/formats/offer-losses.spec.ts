import { type AskedCare, lossesOf } from './offer-losses.js';

const CARE: AskedCare = {
  startBy: '2026-03-04',
  fitWeight: 20,
  visits: [
    { key: 'v1', name: 'Breakfast, every day', days: 7, from: '07:00', to: '10:00' },
    { key: 'v2', name: 'Night, Sat and Sun', days: 2, from: '22:00', to: '07:00' },
  ],
};
const IN_TIME = { v1: '07:00', v2: '22:00' };

describe('what an offer loses', () => {
  it.each([
    {
      startsOn: '2026-03-04',
      times: IN_TIME,
      losses: [],
      why: 'the last day in time, at the beginning of each window',
    },
    { startsOn: '2026-03-01', times: IN_TIME, losses: [], why: 'early' },
    { startsOn: '', times: {}, losses: [], why: 'nothing is typed yet' },
    {
      startsOn: '2026-03-32',
      times: { v1: '25:61' },
      losses: [],
      why: 'the API refuses what is no date or time',
    },
    {
      startsOn: '2026-03-05',
      times: IN_TIME,
      losses: ['Care starts 1 day late.', 'Fit scores 19 of 20 points.'],
      why: 'a day late',
    },
    {
      startsOn: '2026-03-20',
      times: IN_TIME,
      losses: ['Care starts 16 days late.', 'Fit scores 15 of 20 points.'],
      why: 'the punctual start has nothing more to lose',
    },
    {
      startsOn: '2026-03-04',
      times: { v1: '10:00', v2: '06:59' },
      losses: ['Breakfast, every day: outside the window 07:00 to 10:00.', 'Fit scores 8.3 of 20 points.'],
      why: 'the end of a window is outside; a window may run past midnight',
    },
    {
      startsOn: '2026-03-04',
      times: { v1: '09:59', v2: '07:00' },
      losses: ['Night, Sat and Sun: outside the window 22:00 to 07:00.', 'Fit scores 16.6 of 20 points.'],
      why: 'the last minute is inside',
    },
  ])('$losses: $why', ({ startsOn, times, losses }) => {
    expect(lossesOf(CARE, startsOn, times)).toEqual(losses);
  });
});

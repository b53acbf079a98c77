import type { Visit } from '#contracts/visits';
import { type CareAtStake, countByLot, countCare, minutesByBand } from './count-care.js';

const visit = (changes: Partial<Visit> = {}): Visit => ({
  key: 'v1',
  days: ['mon', 'tue'],
  band: 'tea',
  minutes: 30,
  carers: 1,
  personalCare: false,
  ...changes,
});
const care = (changes: Partial<CareAtStake> = {}): CareAtStake => ({
  personId: 'p-1',
  lotId: 'l-1',
  weeklyMinutes: 60,
  visits: [visit()],
  livesAlone: true,
  ...changes,
});

describe('care that a preview is about', () => {
  it('is counted by person, by placement and by visit of a week', () => {
    const rows = [
      care(),
      care({ visits: [visit({ carers: 2, timeCriticalReason: 'insulin' }), visit({ carers: 2 })] }),
      care({
        personId: 'p-2',
        livesAlone: false,
        visits: [visit({ days: ['sun'], timeCriticalReason: 'x' })],
      }),
      care({ personId: 'p-3', visits: [visit({ timeCriticalReason: null })] }),
    ];
    expect(countCare(rows)).toEqual({
      people: 3,
      placements: 4,
      weeklyMinutes: 240,
      timeCriticalVisits: 3,
      doubleUpVisits: 4,
      livingAlone: 2,
    });
  });

  it('of nobody is nothing', () => {
    expect(Object.values(countCare([]))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('is counted by lot, in the order of their ids', () => {
    expect(countByLot([care({ lotId: 'l-2' }), care(), care({ lotId: 'l-2', weeklyMinutes: 1 })])).toEqual([
      { lotId: 'l-1', people: 1, placements: 1, weeklyMinutes: 60 },
      { lotId: 'l-2', people: 1, placements: 2, weeklyMinutes: 61 },
    ]);
  });

  it('asks for minutes in each band, two carers twice', () => {
    expect(minutesByBand([visit(), visit({ band: 'bed', carers: 2 })])).toEqual({
      breakfast: 0,
      lunch: 0,
      tea: 60,
      bed: 120,
      night: 0,
    });
  });
});

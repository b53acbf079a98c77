import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { CapacityView } from '#contracts/providers';
import { headRoomShown } from './head-room-shown.js';

const ROOM: HeadRoomView = {
  personId: 'p',
  presentMinutes: 300,
  leftMinutes: 75,
  until: null,
  inWords: '',
  conditions: [
    {
      restrictionId: 'r',
      conditionId: 'c',
      basis: 'cumulative',
      limitMinutes: 210,
      until: null,
      baselineMinutes: 165,
      leftMinutes: 75,
      permissions: [],
    },
  ],
};
const spare = (spareMinutes: number) => ({ spareMinutes }) as CapacityView;

describe('what limits leave for a change', () => {
  it.each([
    { added: null, growth: null, capacity: null, isExceeded: false, why: 'no change is proposed' },
    { added: 75, growth: '0 h left', capacity: '15 min left', isExceeded: false, why: 'exactly the limit' },
    {
      added: 76,
      growth: '1 min too much',
      capacity: '14 min left',
      isExceeded: true,
      why: 'one minute over',
    },
    { added: 91, growth: '16 min too much', capacity: '1 min too much', isExceeded: true, why: 'over both' },
    { added: -30, growth: 'Not needed', capacity: 'Not needed', isExceeded: false, why: 'less care' },
  ])('$why', ({ added, growth, capacity, isExceeded }) => {
    const shown = headRoomShown(ROOM, spare(90), added);
    expect(shown.limits.map(({ after }) => after)).toEqual([growth, capacity]);
    expect(shown.isExceeded).toBe(isExceeded);
    for (const { bar } of shown.limits) expect(bar.used + bar.added).toBeLessThanOrEqual(100);
  });

  it.each([
    { added: 135, after: 'Uses 1 h of a written agreement', isExceeded: false, why: 'all that it allows' },
    { added: 136, after: '1 min too much', isExceeded: true, why: 'one minute over' },
    { added: 75, after: '0 h left', isExceeded: false, why: 'not needed' },
  ])('counts the largest written agreement alone: $why', ({ added, after, isExceeded }) => {
    const permissions = [40, 60, null].map((minutes) => ({ minutes, until: '2026-02-01T00:00:00Z' }));
    const room = { ...ROOM, conditions: ROOM.conditions.map((condition) => ({ ...condition, permissions })) };
    const shown = headRoomShown(room, spare(900), added);
    expect([shown.limits[0]?.after, shown.isExceeded]).toEqual([after, isExceeded]);
  });

  it('draws what is used and what is added', () => {
    expect(headRoomShown(ROOM, spare(90), 42).limits.map(({ bar }) => bar)).toEqual([
      { used: 64, added: 20 },
      { used: 0, added: 47 },
    ]);
  });

  it('is exceeded by any growth if no capacity is declared', () => {
    const shown = headRoomShown({ ...ROOM, conditions: [], leftMinutes: null }, undefined, 1);
    expect([shown.spare, shown.isExceeded, shown.limits[0]?.bar.added]).toEqual(['Not declared', true, 100]);
  });
});

import type { PackageStanding } from '#contracts/packages';
import { timelineOf } from './timeline.js';

const NOW = new Date('2026-01-15T12:00:00Z');
const standing = (given: object = {}) =>
  ({ package: { createdAt: '2026-01-15T08:00:00Z' }, broadcasts: [], award: null, placement: null, ...given }) as unknown as PackageStanding; // prettier-ignore
const texts = (given: object) =>
  timelineOf(standing(given), NOW).map(({ text, after, state }) => `${text}, ${after ?? 'first'}, ${state}`);

const round = {
  round: 1,
  openedAt: '2026-01-15T09:00:00Z',
  closesAt: '2026-01-15T11:00:00Z',
  closedAt: null,
};
const award = {
  status: 'awaiting_start',
  awardedAt: '2026-01-15T10:30:00Z',
  startDueAt: '2026-01-17T10:30:00Z',
};

describe('the timeline of a package', () => {
  it.each([
    { given: {}, shown: ['Package created, first, done'], why: 'a draft' },
    {
      given: { broadcasts: [round] },
      shown: [
        'Package created, first, done',
        'Broadcast 1 opened, 1 h, done',
        'Broadcast 1 closes, 2 h, late',
      ],
      why: 'a deadline that has passed',
    },
    {
      given: { broadcasts: [{ ...round, closedAt: '2026-01-15T10:00:00Z' }], award },
      shown: [
        'Package created, first, done',
        'Broadcast 1 opened, 1 h, done',
        'Broadcast 1 closed, 1 h, done',
        'Awarded, 30 min, done',
        'Start due, 2 d, ahead',
      ],
      why: 'an awaited start',
    },
    {
      given: {
        award: { ...award, status: 'started' },
        placement: { startedAt: '2026-01-15T11:30:00Z', endedAt: null },
      },
      shown: ['Package created, first, done', 'Awarded, 2 h 30 min, done', 'Care started, 1 h, done'],
      why: 'live care has no due start',
    },
  ])('$why', ({ given, shown }) => {
    expect(texts(given)).toEqual(shown);
  });

  it('has the last two broadcasts only, in the order of time', () => {
    const rounds = [3, 2, 1].map((number) => ({ ...round, round: number, openedAt: `2026-01-15T0${number + 6}:30:00Z`, closedAt: `2026-01-15T0${number + 6}:45:00Z` })); // prettier-ignore
    expect(timelineOf(standing({ broadcasts: rounds }), NOW).map(({ text }) => text)).toEqual([
      'Package created',
      'Broadcast 2 opened',
      'Broadcast 2 closed',
      'Broadcast 3 opened',
      'Broadcast 3 closed',
    ]);
  });
});

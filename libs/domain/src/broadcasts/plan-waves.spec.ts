import { ALLOCATION_METHODS } from '#contracts/lots';
import * as fc from 'fast-check';
import { deadlineAfter } from '../time/working-time.js';
import { type AnswerTime, type Candidate, planWaves } from './plan-waves.js';

const OPENED = new Date('2026-03-02T09:00:00Z');
const SETTINGS = { tierHeadStartMinutes: 60, cascadeStepMinutes: 30 };
/** Time to answer that is long enough for every step of the settings. */
const ample = (openedAt: Date, workingHours = false): AnswerTime => ({
  openedAt,
  closesAt: deadlineAfter(openedAt, 24_000, workingHours),
  workingHours,
});

const CANDIDATES: readonly Candidate[] = [
  { branchId: 'spot', tier: 3, rankInTier: 1 },
  { branchId: 'second', tier: 1, rankInTier: 2 },
  { branchId: 'first-b', tier: 1, rankInTier: 1 },
  { branchId: 'first-a', tier: 1, rankInTier: 1 },
];
const EVERYBODY = ['first-a', 'first-b', 'second', 'spot'];

describe('waves', () => {
  it.each([
    { method: 'broadcast', waves: [['09:00', EVERYBODY]], why: 'all at once' },
    { method: 'first_acceptable', waves: [['09:00', EVERYBODY]], why: 'all at once, at a fixed price' },
    {
      method: 'tiers',
      waves: [
        ['09:00', ['first-a', 'first-b', 'second']],
        ['10:00', ['spot']],
      ],
      why: 'an empty tier 2 takes no time',
    },
    {
      method: 'cascade',
      waves: [
        ['09:00', ['first-a']],
        ['09:30', ['first-b']],
        ['10:00', ['second']],
        ['10:30', ['spot']],
      ],
      why: 'one at a time in rank order, ids settling equal ranks',
    },
  ] as const)('of $method: $why', ({ method, waves }) => {
    const planned = planWaves(method, CANDIDATES, ample(OPENED), SETTINGS);
    expect(planned).toEqual(
      waves.map(([time, branchIds], index) => ({
        number: index + 1,
        opensAt: new Date(`2026-03-02T${time}:00Z`),
        branchIds,
      })),
    );
  });

  it('count minutes as the clock profile does', () => {
    const friday = new Date('2026-03-06T17:30:00Z');
    const [, next] = planWaves('tiers', CANDIDATES, ample(friday, true), SETTINGS);
    expect(next?.opensAt).toEqual(new Date('2026-03-09T08:30:00Z'));
  });

  const candidates = fc.uniqueArray(
    fc.record({
      branchId: fc.uuid(),
      tier: fc.integer({ min: 1, max: 4 }),
      rankInTier: fc.integer({ min: 1, max: 5 }),
    }),
    { selector: ({ branchId }) => branchId, maxLength: 30 },
  );
  const method = fc.constantFrom(...ALLOCATION_METHODS);
  const openedAt = fc.date({ min: OPENED, max: new Date('2027-03-02'), noInvalidDate: true });

  it('ask every candidate exactly once, one after another, the first at once', () => {
    fc.assert(
      fc.property(method, candidates, openedAt, fc.boolean(), (how, asked, at, workingHours) => {
        const waves = planWaves(how, asked, ample(at, workingHours), SETTINGS);
        const times = waves.map(({ opensAt }) => opensAt.getTime());
        expect(waves.flatMap(({ branchIds }) => branchIds).toSorted()).toEqual(
          asked.map(({ branchId }) => branchId).toSorted(),
        );
        expect(waves.every(({ branchIds }) => branchIds.length > 0)).toBe(true);
        expect(waves.map(({ number }) => number)).toEqual(waves.map((_, index) => index + 1));
        expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
        expect(waves[0]?.opensAt).toEqual(asked.length > 0 ? at : undefined);
      }),
    );
  });

  it.each([
    {
      method: 'tiers',
      closesAt: '11:00',
      opens: ['09:00', '10:00'],
      why: 'the head start fits exactly half',
    },
    { method: 'tiers', closesAt: '10:59', opens: ['09:00', '09:59'], why: 'a minute less: equal shares' },
    { method: 'tiers', closesAt: '10:00', opens: ['09:00', '09:30'], why: 'tier 2 would open at the close' },
    {
      method: 'cascade',
      closesAt: '11:00',
      opens: ['09:00', '09:30', '10:00', '10:30'],
      why: 'the steps fit',
    },
    {
      method: 'cascade',
      closesAt: '10:00',
      opens: ['09:00', '09:15', '09:30', '09:45'],
      why: 'equal shares',
    },
    { method: 'tiers', closesAt: '09:01', opens: ['09:00', '09:00'], why: 'no whole minute for each' },
  ] as const)('of $method until $closesAt open at $opens: $why', ({ method, closesAt, opens }) => {
    const time = { openedAt: OPENED, closesAt: new Date(`2026-03-02T${closesAt}:00Z`), workingHours: false };
    const waves = planWaves(method, CANDIDATES, time, SETTINGS);
    expect(waves.map(({ opensAt }) => opensAt.toISOString().slice(11, 16))).toEqual(opens);
  });

  it('all open before the deadline, and leave each wave as long as its step', () => {
    const time = fc.record({ minutes: fc.integer({ min: 1, max: 3_000 }), workingHours: fc.boolean() });
    fc.assert(
      fc.property(method, candidates, openedAt, time, (how, asked, at, { minutes, workingHours }) => {
        const closesAt = new Date(at.getTime() + minutes * 60_000);
        const waves = planWaves(how, asked, { openedAt: at, closesAt, workingHours }, SETTINGS);
        const times = waves.map(({ opensAt }) => opensAt.getTime());
        expect(times.every((opens) => opens < closesAt.getTime())).toBe(true);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });

  it('do not depend on the order in which candidates are found', () => {
    fc.assert(
      fc.property(method, candidates, (how, asked) => {
        const planned = (found: readonly Candidate[]) => planWaves(how, found, ample(OPENED), SETTINGS);
        expect(planned(asked.toReversed())).toEqual(planned(asked));
      }),
    );
  });
});

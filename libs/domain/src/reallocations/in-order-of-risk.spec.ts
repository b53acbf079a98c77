import fc from 'fast-check';
import { aVisit } from '../../testing/visits.js';
import { inOrderOfRisk, type RiskyCare, riskOf } from './in-order-of-risk.js';

const care = (placementId: string, risk: Partial<RiskyCare> = {}): RiskyCare => ({
  placementId,
  timeCritical: false,
  doubleUp: false,
  livesAlone: false,
  weeklyMinutes: 300,
  ...risk,
});

describe('the order of risk', () => {
  it.each([
    {
      why: 'a time-critical visit before any double-up',
      ahead: care('b', { timeCritical: true, weeklyMinutes: 60 }),
      behind: care('a', { doubleUp: true, livesAlone: true, weeklyMinutes: 2_000 }),
    },
    {
      why: 'a double-up before somebody who lives alone',
      ahead: care('b', { doubleUp: true }),
      behind: care('a', { livesAlone: true, weeklyMinutes: 2_000 }),
    },
    {
      why: 'somebody who lives alone before more hours',
      ahead: care('b', { livesAlone: true }),
      behind: care('a', { weeklyMinutes: 301 }),
    },
    {
      why: 'a minute more before a minute less',
      ahead: care('b', { weeklyMinutes: 301 }),
      behind: care('a'),
    },
    { why: 'the same risk by id, on every run', ahead: care('a'), behind: care('b') },
  ])('puts $why', ({ ahead, behind }) => {
    expect([behind, ahead].toSorted(inOrderOfRisk)).toEqual([ahead, behind]);
  });

  it('does not depend on the order in which the care is read', () => {
    const some = fc.uniqueArray(
      fc.record({
        placementId: fc.uuid(),
        timeCritical: fc.boolean(),
        doubleUp: fc.boolean(),
        livesAlone: fc.boolean(),
        weeklyMinutes: fc.integer({ min: 1, max: 3 }),
      }),
      { selector: ({ placementId }) => placementId },
    );
    fc.assert(
      fc.property(some, (cases) => {
        expect(cases.toReversed().toSorted(inOrderOfRisk)).toEqual(cases.toSorted(inOrderOfRisk));
      }),
    );
  });
});

describe('what visits say of risk', () => {
  it.each([
    { why: 'plain visits', visit: {}, risk: { timeCritical: false, doubleUp: false } },
    {
      why: 'a time that may not move',
      visit: { timeCriticalReason: 'insulin' },
      risk: { timeCritical: true, doubleUp: false },
    },
    { why: 'two carers', visit: { carers: 2 as const }, risk: { timeCritical: false, doubleUp: true } },
  ])('$why', ({ visit, risk }) => {
    expect(riskOf([aVisit(), aVisit(visit)])).toEqual(risk);
  });
});

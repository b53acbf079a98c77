import type { Condition } from '#contracts/restrictions';
import { type ImportedCare, isInBreach } from './care-breaches.js';

const FROM = new Date('2026-01-10T00:00:00Z');
const before = (weeklyMinutes: number) => ({ from: new Date('2025-01-06T07:00:00Z'), weeklyMinutes });
const after = (weeklyMinutes: number) => ({ from: new Date('2026-02-01T00:00:00Z'), weeklyMinutes });

const care = (sizes: ImportedCare['sizes'], more: Partial<ImportedCare> = {}): ImportedCare => ({
  startedAt: sizes[0]!.from,
  sizes,
  otherCareSince: null,
  otherMinutesThen: 0,
  otherMinutesNow: 0,
  branchMinutesNow: 1_000,
  ...more,
});
const OLD = care([before(300)]);
const NEW = care([after(300)]);
const AT_ONCE = care([{ from: FROM, weeklyMinutes: 300 }]);
const limit = (basis: 'cumulative' | 'per_change'): Condition => ({
  kind: 'growth_limit',
  limitMinutes: 210,
  basis,
});
const beside = {
  otherCareSince: new Date('2025-01-06T07:00:00Z'),
  otherMinutesThen: 300,
  otherMinutesNow: 300,
};

describe('imported care', () => {
  it.each<{ why: string; condition: Condition; given: ImportedCare; breach: boolean }>([
    { why: 'began before', condition: { kind: 'no_new_people' }, given: OLD, breach: false },
    {
      why: 'began at the instant of the condition',
      condition: { kind: 'no_new_people' },
      given: AT_ONCE,
      breach: true,
    },
    { why: 'began after', condition: { kind: 'no_new_people' }, given: NEW, breach: true },
    {
      why: 'began after, for a person with other care',
      condition: { kind: 'no_new_people' },
      given: care([after(300)], beside),
      breach: false,
    },
    {
      why: 'began before',
      condition: { kind: 'closed' },
      given: care([before(300), after(900)]),
      breach: false,
    },
    {
      why: 'began after, for a person with other care',
      condition: { kind: 'closed' },
      given: care([after(300)], beside),
      breach: true,
    },
    {
      why: 'did not grow',
      condition: { kind: 'suspended' },
      given: care([before(300), after(240)]),
      breach: false,
    },
    { why: 'grew', condition: { kind: 'suspended' }, given: care([before(300), after(301)]), breach: true },
    {
      why: 'grew by the limit',
      condition: limit('cumulative'),
      given: care([before(300), after(510)]),
      breach: false,
    },
    {
      why: 'grew by a minute more',
      condition: limit('cumulative'),
      given: care([before(300), after(511)]),
      breach: true,
    },
    {
      why: 'grew while other care shrank',
      condition: limit('cumulative'),
      given: care([before(300), after(511)], { otherMinutesThen: 300, otherMinutesNow: 299 }),
      breach: false,
    },
    {
      why: 'is a first package, which is a size and no growth',
      condition: limit('cumulative'),
      given: care([after(900)]),
      breach: false,
    },
    {
      why: 'began beside other care within the limit',
      condition: limit('cumulative'),
      given: care([after(210)], beside),
      breach: false,
    },
    {
      why: 'began beside other care beyond the limit',
      condition: limit('cumulative'),
      given: care([after(211)], beside),
      breach: true,
    },
    {
      why: 'grew in two steps',
      condition: limit('per_change'),
      given: care([before(300), after(510), { from: new Date('2026-02-10T00:00:00Z'), weeklyMinutes: 720 }]),
      breach: false,
    },
    {
      why: 'grew in one step',
      condition: limit('per_change'),
      given: care([before(300), after(511)]),
      breach: true,
    },
    { why: 'is old', condition: { kind: 'hours_cap', capMinutes: 999 }, given: OLD, breach: false },
    {
      why: 'is new, at the cap',
      condition: { kind: 'hours_cap', capMinutes: 1_000 },
      given: NEW,
      breach: false,
    },
    {
      why: 'is new, beyond the cap',
      condition: { kind: 'hours_cap', capMinutes: 999 },
      given: NEW,
      breach: true,
    },
    { why: 'is new', condition: { kind: 'reporting', everyDays: 14 }, given: NEW, breach: false },
  ])('under $condition.kind that $why: breach $breach', ({ condition, given, breach }) => {
    expect(isInBreach({ conditionId: 'c', restrictionId: 'r', from: FROM, condition }, given)).toBe(breach);
  });
});

import { CAPABILITIES } from '#contracts/needs';
import { RATING_POLICIES } from '#contracts/lots';
import { REALLOCATION_CAUSES } from '#contracts/reallocations';
import { type Continuity, RATINGS, type Weights } from '#contracts/ranking';
import { type Condition, RESTRICTION_SOURCES } from '#contracts/restrictions';
import { BANDS } from '#contracts/visits';
import * as fc from 'fast-check';
import type { BranchFacts, PackageFacts, SubcontractFact } from '../src/eligibility/facts.js';
import type { CareFact, ChangeFact, PermissionFact, RestrictionFact } from '../src/restrictions/facts.js';
import { COMMIT_BY, NOW } from './restriction-facts.js';

const DAY_MS = 24 * 60 * 60_000;
const aroundNow = fc
  .integer({ min: -10 * DAY_MS, max: 10 * DAY_MS })
  .map((offset) => new Date(NOW.getTime() + offset));
const instant = fc.oneof(aroundNow, fc.constantFrom(NOW, COMMIT_BY));
const minutes = fc.integer({ min: 0, max: 3_000 });
const oneOf = (kind: string, many: number) =>
  fc.integer({ min: 1, max: many }).map((number) => `${kind}-${number}`);
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const isoDate = fc.constantFrom('2026-02-28', '2026-03-03', '2026-03-04', '2026-03-05', '2026-12-31');

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constantFrom('no_new_people' as const, 'closed' as const, 'suspended' as const) }),
  fc.record({
    kind: fc.constant('growth_limit' as const),
    limitMinutes: minutes,
    basis: fc.constantFrom('cumulative' as const, 'per_change' as const),
  }),
  fc.record({ kind: fc.constant('hours_cap' as const), capMinutes: fc.integer({ min: 0, max: 12_000 }) }),
  fc.record({ kind: fc.constant('reporting' as const), everyDays: fc.constant(14) }),
);

/**
 * Generates random restrictions for property tests. Condition ids come from a small set, so that generated
 * permissions often name an existing condition.
 */
export const restriction: fc.Arbitrary<RestrictionFact> = fc.record({
  id: fc.uuid(),
  source: fc.constantFrom(...RESTRICTION_SOURCES),
  reference: oneOf('notice', 3),
  from: instant,
  to: orNull(instant),
  liftedAt: orNull(instant),
  authorityId: orNull(oneOf('authority', 2)),
  lotIds: fc.uniqueArray(oneOf('lot', 2)),
  conditions: fc.array(
    fc.record({ id: oneOf('condition', 4), condition, baselineMinutes: orNull(minutes) }),
    { maxLength: 3 },
  ),
});

export const permission: fc.Arbitrary<PermissionFact> = fc.record({
  id: fc.uuid(),
  conditionId: oneOf('condition', 4),
  personId: orNull(oneOf('person', 2)),
  packageId: orNull(oneOf('package', 2)),
  minutes: orNull(minutes),
  until: instant,
});

export const care: fc.Arbitrary<CareFact> = fc.record({
  personId: oneOf('person', 2),
  packageId: oneOf('package', 2),
  lotId: oneOf('lot', 2),
  authorityId: oneOf('authority', 2),
  personMinutesNow: minutes,
  personAwardedMinutes: minutes,
  branchMinutesNow: fc.integer({ min: 0, max: 12_000 }),
});

export const change: fc.Arbitrary<ChangeFact> = fc.oneof(
  fc.record({ kind: fc.constant('award' as const), addedMinutes: minutes, startsNewPerson: fc.boolean() }),
  fc.record({
    kind: fc.constant('variation' as const),
    addedMinutes: fc.integer({ min: -3_000, max: 3_000 }),
    startsNewPerson: fc.constant(false),
  }),
);

const subcontract: fc.Arbitrary<SubcontractFact> = fc.record({
  id: fc.uuid(),
  startsOn: isoDate,
  endsOn: orNull(isoDate),
});
const contract = fc.record({
  id: fc.uuid(),
  startsOn: isoDate,
  endsOn: orNull(isoDate),
  tier: fc.integer({ min: 1, max: 3 }),
  rankInTier: fc.integer({ min: 1, max: 9 }),
});
const rating = orNull(fc.constantFrom(...RATINGS));

export const branchFacts: fc.Arbitrary<BranchFacts> = fc.record({
  leadBranchId: oneOf('branch', 2),
  deliveringBranchId: oneOf('branch', 2),
  contracts: fc.array(contract, { maxLength: 3 }),
  subcontract: orNull(subcontract),
  registration: fc.record({
    status: fc.constantFrom('registered', 'deregistered'),
    dormant: fc.boolean(),
    personalCare: fc.boolean(),
  }),
  restrictions: fc.array(restriction, { maxLength: 4 }),
  permissions: fc.array(permission, { maxLength: 6 }),
  capacity: orNull(
    fc.record({
      spareMinutes: minutes,
      bands: fc.subarray([...BANDS]),
      doubleUps: fc.boolean(),
      declaredAt: instant,
    }),
  ),
  capabilities: fc.subarray([...CAPABILITIES]),
  confirmedCapabilities: fc.subarray([...CAPABILITIES]),
  ratings: fc.record({ overall: rating, safe: rating, wellLed: rating }),
  care: fc.record({ personMinutesNow: minutes, personAwardedMinutes: minutes, branchMinutesNow: minutes }),
  isExcluded: fc.boolean(),
  leaving: fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('transfer' as const), cause: fc.constantFrom(...REALLOCATION_CAUSES) }),
    fc.record({ kind: fc.constant('award_withdrawn' as const), awardId: fc.uuid() }),
  ),
});

export const packageFacts: fc.Arbitrary<PackageFacts> = fc.record({
  authorityId: oneOf('authority', 2),
  packageId: oneOf('package', 2),
  personId: oneOf('person', 2),
  lotId: oneOf('lot', 2),
  weeklyMinutes: minutes,
  bands: fc.subarray([...BANDS]),
  doubleUp: fc.boolean(),
  needs: fc.array(fc.constantFrom(...CAPABILITIES), { maxLength: 4 }),
  startOn: isoDate,
});

export const ratingPolicy = fc.constantFrom(...RATING_POLICIES);

export const weights: fc.Arbitrary<Weights> = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 })
  .map((cuts) => cuts.toSorted((a, b) => a - b))
  .map(([a = 0, b = 0, c = 0]) => ({ price: a, quality: b - a, fit: c - b, continuity: 100 - c }));

export const scoreInputs = fc
  .record({
    hourlyRatePence: fc.integer({ min: 1, max: 20_000 }),
    undercut: fc.integer({ min: 0, max: 20_000 }),
    rating,
    punctualPerMille: orNull(fc.integer({ min: 0, max: 1_000 })),
    complaintsPerTenThousand: orNull(fc.integer({ min: 0, max: 200 })),
    visitsAsked: fc.integer({ min: 1, max: 350 }),
    missed: fc.integer({ min: 0, max: 350 }),
    daysLate: fc.integer({ min: 0, max: 60 }),
    continuity: fc.constantFrom<Continuity>('current', 'recent', 'none'),
  })
  .map(({ undercut, missed, ...inputs }) => ({
    ...inputs,
    lowestRatePence: Math.max(1, inputs.hourlyRatePence - undercut),
    visitsInside: Math.max(0, inputs.visitsAsked - missed),
  }));

import type { Condition } from '#contracts/restrictions';
import type { CareFact, ChangeFact, PermissionFact, RestrictionFact } from '../src/restrictions/facts.js';

export const NOW = new Date('2026-03-02T10:00:00Z');
export const COMMIT_BY = new Date('2026-03-02T10:00:10Z');

/** Makes a test restriction with one condition, which binds all lots and authorities from February on. */
export function aRestriction(
  condition: Condition,
  changes: Partial<RestrictionFact & { readonly baselineMinutes: number | null }> = {},
): RestrictionFact {
  const { baselineMinutes = null, id = 'restriction-1', ...rest } = changes;
  return {
    id,
    source: 'cqc',
    reference: 'NOP-1',
    from: new Date('2026-02-01T00:00:00Z'),
    to: null,
    liftedAt: null,
    authorityId: null,
    lotIds: [],
    conditions: [{ id: `${id}-condition`, condition, baselineMinutes }],
    ...rest,
  };
}

/**
 * Makes a test permission for the first condition of `aRestriction`. The permission names no number of
 * minutes.
 */
export function aPermission(changes: Partial<PermissionFact> = {}): PermissionFact {
  return {
    id: 'permission-1',
    conditionId: 'restriction-1-condition',
    personId: 'person-1',
    packageId: null,
    minutes: null,
    until: new Date('2026-04-01T00:00:00Z'),
    ...changes,
  };
}

/**
 * Makes test data of a person's care. The person has ten hours a week at a branch that delivers a hundred
 * hours.
 */
export function someCare(changes: Partial<CareFact> = {}): CareFact {
  return {
    personId: 'person-1',
    packageId: 'package-1',
    lotId: 'lot-1',
    authorityId: 'authority-1',
    personMinutesNow: 600,
    personAwardedMinutes: 0,
    branchMinutesNow: 6_000,
    ...changes,
  };
}

export function anAward(changes: Partial<ChangeFact> = {}): ChangeFact {
  return { kind: 'award', addedMinutes: 420, startsNewPerson: false, ...changes };
}

export function aVariation(addedMinutes: number): ChangeFact {
  return { kind: 'variation', addedMinutes, startsNewPerson: false };
}

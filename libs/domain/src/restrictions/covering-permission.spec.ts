import { aPermission, COMMIT_BY } from '../../testing/restriction-facts.js';
import { coveringPermission } from './covering-permission.js';
import type { PermissionFact } from './facts.js';

const CARE = { personId: 'person-1', packageId: 'package-1' };
const BREACH = { conditionId: 'restriction-1-condition', beyondMinutes: 60 };
const oneMomentBefore = new Date(COMMIT_BY.getTime() - 1);

const used = (permissions: readonly PermissionFact[], beyondMinutes = BREACH.beyondMinutes) =>
  coveringPermission(permissions, { ...BREACH, beyondMinutes }, CARE, COMMIT_BY)?.id ?? null;

describe('a permission', () => {
  it.each<{ permission: Partial<PermissionFact>; covers: boolean; why: string }>([
    { permission: { minutes: 60 }, covers: true, why: 'exactly the minutes beyond the limit' },
    { permission: { minutes: 59 }, covers: false, why: 'one minute short' },
    { permission: { minutes: null }, covers: false, why: 'no minutes, where there is a limit' },
    { permission: { minutes: 60, conditionId: 'another' }, covers: false, why: 'another condition' },
    { permission: { minutes: 60, personId: 'person-2' }, covers: false, why: 'another person' },
    {
      permission: { minutes: 60, personId: null, packageId: 'package-1' },
      covers: true,
      why: 'this package',
    },
    {
      permission: { minutes: 60, personId: null, packageId: 'package-2' },
      covers: false,
      why: 'another package',
    },
    {
      permission: { minutes: 60, packageId: 'package-2' },
      covers: false,
      why: "this person's other package",
    },
    { permission: { minutes: 60, packageId: 'package-1' }, covers: true, why: 'this person and package' },
    { permission: { minutes: 60, personId: null }, covers: false, why: 'nobody: a blank cheque' },
    { permission: { minutes: 60, until: COMMIT_BY }, covers: true, why: 'runs until the commit' },
    { permission: { minutes: 60, until: oneMomentBefore }, covers: false, why: 'may run out before it' },
  ])('covers a breach: $covers ($why)', ({ permission, covers }) => {
    expect(used([aPermission(permission)])).toBe(covers ? 'permission-1' : null);
  });

  it('needs no minutes where the condition has no limit', () => {
    expect(used([aPermission({ minutes: null })], 0)).toBe('permission-1');
  });

  it('without minutes allows not even one beyond a limit', () => {
    expect(used([aPermission({ minutes: null })], 1)).toBeNull();
  });

  it('does not add up with another', () => {
    expect(used([aPermission({ minutes: 30 }), aPermission({ id: 'permission-2', minutes: 30 })])).toBeNull();
  });

  it.each<{ other: Partial<PermissionFact>; id: string; why: string }>([
    { other: { minutes: 90 }, id: 'permission-0', why: 'the smallest that is enough' },
    { other: { minutes: 80, until: new Date('2026-03-31') }, id: 'permission-2', why: 'what runs out first' },
    { other: { minutes: 80 }, id: 'permission-0', why: 'the same one on every run' },
  ])('is chosen among several: $why', ({ other, id }) => {
    const several = [
      aPermission({ id: 'permission-0', minutes: 80 }),
      aPermission({ id: 'permission-1', minutes: 30 }),
      aPermission({ id: 'permission-2', ...other }),
    ];
    expect(used(several)).toBe(id);
    expect(used(several.toReversed())).toBe(id);
  });
});

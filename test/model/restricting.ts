import { AllowBranch } from '#brokerage/people/allow-branch';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { EnforceRestriction } from '#brokerage/restrictions/enforce-restriction';
import { LiftRestriction } from '#brokerage/restrictions/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/restrictions/record-restriction';
import { WithdrawPermission } from '#brokerage/restrictions/withdraw-permission';
import type { Condition, ConditionKind } from '#contracts/restrictions';
import type { Prepare } from './doing.js';
import { nth } from './field.js';

const CONDITIONS: readonly Condition[] = [
  { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' },
  { kind: 'no_new_people' },
  { kind: 'hours_cap', capMinutes: 900 },
  { kind: 'closed' },
  { kind: 'suspended' },
  { kind: 'growth_limit', limitMinutes: 105, basis: 'per_change' },
  { kind: 'reporting', everyDays: 14 },
];

/** Back-dated, immediate, within the time of a commit, and future; some with an end. */
const SPANS = [
  { from: 0, to: null },
  { from: -90, to: null },
  { from: 0, to: 120 },
  { from: 0.1, to: null },
  { from: 60, to: 600 },
  { from: -2_000, to: 30 },
] as const;

export const restrict: Prepare = (field, [n, what, when, where]) => {
  const { from, to } = nth(SPANS, when);
  const at = (minutes: number): string => field.world.clock.in({ minutes }).toISOString();
  const conditions = [
    nth(CONDITIONS, what),
    ...(when === 1 ? [{ kind: 'reporting', everyDays: 14 } as const] : []),
  ];
  const command = {
    branchId: nth(field.branchIds, n),
    source: where === 3 ? ('cqc' as const) : ('authority' as const),
    reference: `R-${field.world.next()}`,
    evidence: 'inspection',
    reason: 'drawn',
    from: at(from),
    to: to === null ? null : at(to),
    lotIds: where === 1 ? [nth(field.lots, what).id] : [],
    conditions,
  };
  return Promise.resolve(() => field.world.get(RecordRestriction).execute(field.officer(1).caller, command));
};

const STANDING = `SELECT r.id FROM restriction r WHERE r.lifted_at IS NULL ORDER BY r.id DESC`;

export const lift: Prepare = async (field, [n]) => {
  const one = await field.pick<{ id: string }>(n, STANDING);
  const command = { restrictionId: one?.id ?? '', reason: 'inspected again' };
  return one && (() => field.world.get(LiftRestriction).execute(field.officer(1).caller, command));
};

export const enforce: Prepare = async (field, [n]) => {
  const one = await field.pick<{ id: string }>(n, STANDING);
  return one && (() => field.world.get(EnforceRestriction).execute({ restrictionId: one.id }));
};

/** For whoever has something to do with the branch. */
export const permit: Prepare = async (field, [n, m, size, days]) => {
  const condition = await field.pick<{ id: string; kind: ConditionKind; branchId: string }>(
    n,
    `SELECT c.id, c.kind, r.branch_id AS "branchId" FROM restriction_condition c JOIN restriction r ON r.id = c.restriction_id
     WHERE c.kind <> 'reporting' ORDER BY c.id DESC`,
  );
  const isSized = condition?.kind === 'growth_limit' || condition?.kind === 'hours_cap';
  const command = {
    conditionId: condition?.id ?? '',
    personId: nth(field.people, m).id,
    minutes: isSized ? nth([105, 210, 600, 2_000], size) : null,
    until: field.world.clock.in({ days, minutes: 30 }).toISOString(),
    reference: `A-${field.world.next()}`,
    evidence: 'a letter',
  };
  return condition && (() => field.world.get(RecordPermission).execute(field.officer(1).caller, command));
};

export const withdrawPermission: Prepare = async (field, [n]) => {
  const one = await field.pick<{ id: string }>(n, 'SELECT id FROM permission ORDER BY id DESC');
  const command = { permissionId: one?.id ?? '' };
  return one && (() => field.world.get(WithdrawPermission).execute(field.officer(1).caller, command));
};

export const exclude: Prepare = (field, [n, m]) => {
  const command = { personId: nth(field.people, n).id, branchId: nth(field.branchIds, m), reason: 'unkind' };
  return Promise.resolve(() => field.world.get(ExcludeBranch).execute(field.officer(0).caller, command));
};

export const allow: Prepare = (field, [n, m]) => {
  const command = { personId: nth(field.people, n).id, branchId: nth(field.branchIds, m) };
  return Promise.resolve(() => field.world.get(AllowBranch).execute(field.officer(0).caller, command));
};

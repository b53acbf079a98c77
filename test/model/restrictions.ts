import { AllowBranch } from '#brokerage/people/allow-branch';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { WithdrawPermission } from '#brokerage/restrictions/withdraw-permission';
import type { Condition, ConditionKind } from '#contracts/restrictions';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { bring } from './broadcasts.js';
import { vary } from './awards-and-care.js';
import type { Prepare } from './prepared-action.js';
import { type SmallAuthority, nth } from './small-authority.js';

export const CONDITIONS: readonly Condition[] = [
  { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' },
  { kind: 'no_new_people' },
  { kind: 'hours_cap', capMinutes: 900 },
  { kind: 'closed' },
  { kind: 'suspended' },
  { kind: 'growth_limit', limitMinutes: 105, basis: 'per_change' },
  { kind: 'reporting', everyDays: 14 },
];

/** Starts and ends of restrictions, in minutes from now. A start of 0.1 is six seconds ahead. */
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

/** Records a permission for a random person of the authority to exceed a random condition. */
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

interface Permitted {
  readonly conditionId: string;
  readonly kind: ConditionKind;
  readonly personId: string;
}

/** Records a permission for one person to exceed a condition. */
function letter(
  field: SmallAuthority,
  { conditionId, kind, personId }: Permitted,
  minutes: number,
): Promise<unknown> {
  const isSized = kind === 'growth_limit' || kind === 'hours_cap';
  return field.world.get(RecordPermission).execute(field.officer(1).caller, {
    conditionId,
    personId,
    minutes: isSized ? minutes : null,
    until: field.world.clock.in({ days: 1 }).toISOString(),
    reference: `A-${field.world.next()}`,
    evidence: 'a letter',
  });
}

const BINDING = `
  SELECT c.id AS "conditionId", c.kind, r.branch_id AS branch FROM restriction_condition c
  JOIN restriction r ON r.id = c.restriction_id AND r.lifted_at IS NULL
  WHERE c.kind <> 'reporting' AND c.removed_at IS NULL`;

/**
 * Records a permission and then increases care with it beyond a limit. Actions that run at the same time may
 * use the permission first.
 */
export const varyPermitted: Prepare = async (field, draw) => {
  const found = await field.pick<Permitted>(
    draw[0],
    `SELECT b."conditionId", b.kind, p.person_id AS "personId" FROM placement p
     JOIN (${BINDING}) b ON b.branch = p.delivering_branch_id
     WHERE p.status = 'live' ORDER BY b."conditionId" DESC, p.person_id`,
  );
  const [, who, size] = draw;
  const varying = await vary(field, [draw[0], who, 3, 0]);
  return (
    found &&
    varying &&
    (async () => {
      await letter(field, found, nth([210, 420, 2_000], size));
      return varying(field);
    })
  );
};

/**
 * Records a permission for a person with an award at a restricted branch. Then confirms the start of care
 * with the permission.
 */
export const startPermitted: Prepare = async (field, draw) => {
  const found = await field.pick<Permitted & { awardId: string; branchId: string }>(
    draw[0],
    `SELECT b."conditionId", b.kind, a.person_id AS "personId", a.id AS "awardId", a.branch_id AS "branchId" FROM award a
     JOIN (${BINDING}) b ON b.branch = a.delivering_branch_id
     WHERE a.status = 'awaiting_start' ORDER BY a.id DESC, b."conditionId" DESC`,
  );
  return (
    found &&
    (async () => {
      await letter(field, found, nth([210, 2_000], draw[1]));
      return field.world
        .get(ConfirmStart)
        .execute(field.providerOf(found.branchId), { awardId: found.awardId });
    })
  );
};

/**
 * Records a permission for a person. Then creates a package for the person, broadcasts it and awards it with
 * the permission.
 */
export const bringPermitted: Prepare = async (field, draw) => {
  const [, size, , whom] = draw;
  const who = draw[0] % field.people.length;
  const found = await field.pick<Permitted>(draw[1], `${BINDING} ORDER BY c.id DESC`);
  const newPackageAction = await bring(field, [who, size, 2, whom]);
  return (
    found &&
    newPackageAction &&
    (async () => {
      await letter(field, { ...found, personId: nth(field.people, who).id }, 2_000);
      return newPackageAction(field);
    })
  );
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

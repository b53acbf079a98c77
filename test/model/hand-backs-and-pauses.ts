import { HandBackContract } from '#brokerage/hand-backs/hand-back-contract';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { PauseBranch } from '#brokerage/enforcement/pause-branch';
import { ResumeBranch } from '#brokerage/enforcement/resume-branch';
import type { BranchRatings } from '#contracts/providers';
import type { Prepare } from './prepared-action.js';
import { type SmallAuthority, nth } from './small-authority.js';
import { aSource } from '../support/builders/register-sources.js';

/** Picks a branch that delivers care. Branches with more placements come first. */
const delivering = (field: SmallAuthority, n: number): Promise<{ branchId: string } | null> =>
  field.pick(
    n,
    `SELECT delivering_branch_id AS "branchId", count(*) FROM placement WHERE status = 'live' GROUP BY 1 ORDER BY 2 DESC, 1`,
  );

/**
 * Hands back the work of a branch and proposes the reallocation. A user of the provider or a commissioner
 * does this, for all lots or one lot, with or without a notice period.
 */
export const handBack: Prepare = async (field, [n, m, days, who]) => {
  const care = await delivering(field, n);
  if (!care) return null;
  const { world } = field;
  const command = {
    branchId: care.branchId,
    lotIds: m % 3 === 1 ? [nth(field.lots, days).id] : [],
    noticeDays: nth([28, null, 2, 0], days),
    reason: 'no carers',
  };
  const caller = who % 2 === 0 ? field.providerOf(care.branchId) : field.officer(1).caller;
  return async () => {
    const recorded = await world.get(HandBackContract).execute(caller, command);
    for (const { id: handBackId } of recorded) await world.get(ProposeReallocations).execute({ handBackId });
  };
};

/** Registrations that forbid a branch to deliver care. */
const LOST = [
  { status: 'registered', dormant: true, personalCare: true },
  { status: 'deregistered', dormant: false, personalCare: true },
  { status: 'registered', dormant: false, personalCare: false },
] as const;

/**
 * Takes away or gives back the registration that a branch needs to deliver care. Then runs the act that
 * proposes reallocations.
 */
export const close: Prepare = async (field, [n, m]) => {
  const branchId = nth(field.branchIds, n);
  const branch = await field.pick<{
    version: number;
    ratings: BranchRatings;
    name: string;
    postcode: string;
    may: boolean;
  }>(
    0,
    `SELECT version, ratings, name, postcode, registration_status = 'registered' AND NOT dormant AND personal_care AS may
     FROM branch WHERE id = $1`,
    [branchId],
  );
  if (!branch) return null;
  const { version, ratings, name, postcode, may } = branch;
  const back = { status: 'registered', dormant: false, personalCare: true } as const;
  const registration = may && m < 3 ? nth(LOST, m) : back;
  const source = aSource(version);
  const command = {
    branchId,
    version,
    name,
    postcode,
    registration,
    ratings,
    source,
  };
  return async () => {
    await field.world.get(ChangeBranch).execute(field.officer(0).caller, command);
    await field.world.get(ProposeReallocations).execute({ closedBranchId: branchId });
  };
};

/** Pauses a branch. The pause begins now or later, and has an end or none. */
export const pause: Prepare = (field, [n, m, from, to]) => {
  const branchId = nth(field.branchIds, n);
  const { clock } = field.world;
  const command = {
    branchId,
    lotIds: m % 3 === 1 ? [nth(field.lots, m).id] : [],
    from: from === 1 ? clock.in({ minutes: 30 }).toISOString() : null,
    to: to === 1 ? clock.in({ hours: 5 }).toISOString() : null,
    reason: 'no carers',
  };
  return Promise.resolve(() => field.world.get(PauseBranch).execute(field.providerOf(branchId), command));
};

export const resume: Prepare = async (field, [n]) => {
  const paused = await field.pick<{ id: string; branchId: string }>(
    n,
    `SELECT id, branch_id AS "branchId" FROM restriction WHERE source = 'provider' AND lifted_at IS NULL
     ORDER BY authority_id IS NULL DESC, id DESC`,
  );
  const command = { restrictionId: paused?.id ?? '', reason: 'carers again' };
  return paused && (() => field.world.get(ResumeBranch).execute(field.providerOf(paused.branchId), command));
};

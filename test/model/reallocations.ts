import { AwardOffer } from '#brokerage/awards/award-offer';
import { AwardTopOffer } from '#brokerage/awards/award-top-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { ChangeReallocation } from '#brokerage/reallocations/change-reallocation';
import { DismissReallocation } from '#brokerage/reallocations/dismiss-reallocation';
import { KeepCase } from '#brokerage/reallocations/keep-case';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { PauseReallocation } from '#brokerage/reallocations/pause-reallocation';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { ResumeReallocation } from '#brokerage/reallocations/resume-reallocation';
import { SettleReallocation } from '#brokerage/reallocations/settle-reallocation';
import { StartReallocation } from '#brokerage/reallocations/start-reallocation';
import { StopReallocation } from '#brokerage/reallocations/stop-reallocation';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { CaseStatus, ReallocationSettings } from '#contracts/reallocations';
import { answerAndCloseAction } from './broadcasts.js';
import type { PreparedAction, Draw, Prepare } from './prepared-action.js';
import { handBack } from './hand-backs-and-pauses.js';
import { type SmallAuthority, type StartingSituation, nth } from './small-authority.js';

/** Suspends a branch that delivers care, and proposes the reallocation of this care. */
export const suspend: Prepare = async (field, [n, , when]) => {
  const care = await field.pick<{ branchId: string }>(
    n,
    `SELECT delivering_branch_id AS "branchId", count(*) FROM placement WHERE status = 'live' GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  const { world } = field;
  return (
    care &&
    (async () => {
      const { id: restrictionId } = await world.get(RecordRestriction).execute(field.officer(1).caller, {
        branchId: care.branchId,
        source: 'authority',
        reference: `S-${world.next()}`,
        evidence: 'inspection',
        reason: 'unsafe',
        from: world.clock.now().toISOString(),
        to: when === 1 ? world.clock.in({ days: 2 }).toISOString() : null,
        lotIds: [],
        conditions: [{ kind: 'suspended' }],
      });
      await world.get(ProposeReallocations).execute({ restrictionId });
    })
  );
};

export const propose: Prepare = async (field, [n]) => {
  const one = await field.pick<{ id: string }>(n, 'SELECT id FROM restriction ORDER BY id DESC');
  return (
    one &&
    (async () => {
      await field.world.get(EnforceRestriction).execute({ restrictionId: one.id });
      await field.world.get(ProposeReallocations).execute({ restrictionId: one.id });
    })
  );
};

interface Move {
  readonly id: string;
  readonly version: number;
}

const moveIn = (field: SmallAuthority, n: number, statuses: string): Promise<Move | null> =>
  field.pick(n, `SELECT id, version FROM reallocation WHERE status IN (${statuses}) ORDER BY id DESC`);

function settingsOf([, m, size, far]: Draw): ReallocationSettings {
  return {
    urgency: nth(['hospital', 'urgent', 'routine'], far),
    pacePerMinute: nth([1, 2, 100], m),
    intakeCap: nth([null, 1, 2, null], size),
    awarding: nth(['top_offer', 'officer'], m),
  };
}

export const startMoving: Prepare = async (field, draw) => {
  const one = await moveIn(field, draw[0], `'proposed', 'dismissed'`);
  if (!one) return null;
  const command = { reallocationId: one.id, version: one.version, reason: 'unsafe', ...settingsOf(draw) };
  return () => field.world.get(StartReallocation).execute(field.officer(1).caller, command);
};

/**
 * Starts a reallocation away from the branch with the most care. Then opens the broadcasts of the first
 * cases.
 */
export async function beginMoving(
  field: SmallAuthority,
  { leaving, intakeCap }: StartingSituation,
): Promise<void> {
  if (leaving === null) return;
  field.world.clock.pass({ minutes: 1 });
  await (
    await (leaving === 'suspension' ? suspend : handBack)(field, [0, 0, 0, 1])
  )?.(field);
  const one = await moveIn(field, 0, `'proposed'`);
  const settings = { ...settingsOf([0, 2, 0, 0]), intakeCap };
  const command = {
    reallocationId: one?.id ?? '',
    version: one?.version ?? 0,
    reason: 'unsafe',
    ...settings,
  };
  if (one) await field.world.get(StartReallocation).execute(field.officer(1).caller, command);
  await field.sweep();
}

/** Pauses, resumes, changes, stops or dismisses a reallocation. */
export const steer: Prepare = async (field, draw) => {
  const one = await moveIn(field, draw[0], `'proposed', 'running', 'paused'`);
  if (!one) return null;
  const { world } = field;
  const { caller } = field.officer(1);
  const command = { reallocationId: one.id, version: one.version };
  const ways = [
    () => world.get(PauseReallocation).execute(caller, command),
    () => world.get(ResumeReallocation).execute(caller, command),
    () => world.get(ChangeReallocation).execute(caller, { ...command, ...settingsOf(draw) }),
    () => world.get(StopReallocation).execute(caller, { ...command, reason: 'enough' }),
    () => world.get(DismissReallocation).execute(caller, { ...command, reason: 'not needed' }),
  ];
  return nth(ways, draw[1]);
};

export const release: Prepare = async (field, [n]) => {
  const one = await moveIn(field, n, `'running', 'paused', 'stopping'`);
  return one && (() => field.world.get(ReleaseCases).execute({ reallocationId: one.id }));
};

export const settle: Prepare = async (field, [n]) => {
  const one = await moveIn(field, n, `'stopping', 'finished'`);
  return one && (() => field.world.get(SettleReallocation).execute({ reallocationId: one.id }));
};

const caseIn = (field: SmallAuthority, n: number): Promise<{ id: string; packageId: string } | null> =>
  field.pick(
    n,
    `SELECT id, package_id AS "packageId" FROM reallocation_case
     WHERE status NOT IN ('moved', 'kept', 'ended') ORDER BY status = 'released' DESC, id DESC`,
  );

export const openCase: Prepare = async (field, [n]) => {
  const one = await caseIn(field, n);
  return one && (() => field.world.get(BroadcastReplacement).execute({ caseId: one.id }));
};

/**
 * Broadcasts the package of a case as an officer. The case is not yet released, or its last broadcast found
 * no branch.
 */
export const askAgain: Prepare = async (field, [n]) => {
  const one = await caseIn(field, n);
  const command = { packageId: one?.packageId ?? '' };
  return one && (() => field.world.get(PublishBroadcast).execute(field.officer(0).caller, command));
};

export const keep: Prepare = async (field, [n, who]) => {
  const one = await caseIn(field, n);
  const command = { caseId: one?.id ?? '', reason: 'the family wants it so' };
  return one && (() => field.world.get(KeepCase).execute(field.officer(who).caller, command));
};

export const awardTop: Prepare = async (field, [n]) => {
  const closed = await field.pick<{ id: string }>(
    n,
    `SELECT id FROM broadcast WHERE status = 'closed' ORDER BY id DESC`,
  );
  return closed && (() => field.world.get(AwardTopOffer).execute({ broadcastId: closed.id }));
};

interface NextStepFacts {
  readonly status: CaseStatus;
  readonly broadcastId: string | null;
  readonly offerId: string | null;
  readonly awardId: string | null;
  readonly branchId: string | null;
}

const NEXT_STEP_FACTS = `
  SELECT c.status, b.id AS "broadcastId", o.id AS "offerId", a.id AS "awardId", a.branch_id AS "branchId"
  FROM reallocation_case c
  LEFT JOIN broadcast b ON b.package_id = c.package_id AND b.status IN ('open', 'closed')
  LEFT JOIN offer o ON o.broadcast_id = b.id AND o.status = 'standing'
  LEFT JOIN award a ON a.package_id = c.package_id AND a.status = 'awaiting_start'
  WHERE c.id = $1 ORDER BY o.rank, o.id`;

/**
 * Returns a function that takes the next action on a case, as a user who may take this action. Returns null
 * if no user can take an action.
 */
async function nextStep(field: SmallAuthority, caseId: string, m: number): Promise<PreparedAction | null> {
  const one = await field.pick<NextStepFacts>(m, NEXT_STEP_FACTS, [caseId]);
  const { world } = field;
  const officer = field.officer(0).caller;
  if (one?.status === 'released') return () => world.get(BroadcastReplacement).execute({ caseId });
  if (one?.status === 'broadcast' && one.broadcastId !== null)
    return answerAndCloseAction(one.broadcastId, m);
  if (one?.status === 'deciding' && one.broadcastId !== null && one.offerId !== null) {
    const command = { broadcastId: one.broadcastId, offerId: one.offerId, reason: 'drawn' };
    return () => world.get(AwardOffer).execute(officer, command);
  }
  if (one?.awardId != null && one.branchId !== null) {
    const command = { awardId: one.awardId };
    return () => world.get(ConfirmStart).execute(field.providerOf(one.branchId ?? ''), command);
  }
  return null;
}

/** Takes one or more actions on a reallocation case, one after another, until an action is refused. */
export const carryOn: Prepare = async (field, [n, m, far]) => {
  const one = await field.pick<{ id: string }>(
    n,
    `SELECT id FROM reallocation_case WHERE status NOT IN ('moved', 'kept', 'ended', 'queued') ORDER BY id DESC`,
  );
  return (
    one &&
    (async () => {
      for (let step = 0; step <= far; step++) await (await nextStep(field, one.id, m))?.(field);
    })
  );
};

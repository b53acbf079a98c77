import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import type { ReallocationView, StartReallocation as Settings } from '#contracts/reallocations';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { REALLOCATION_LIFE } from '#domain/lifecycles';
import { assertSecondCommissioner } from '#domain/reallocations/second-commissioner';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { digestRecord } from '../digests/digest-records.js';
import { staff } from '../access/scope.js';
import { assertLive } from '../authorities/steps/assert-live.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { presentLots } from './reallocation-grounds.queries.js';
import { departureRecorders } from './recorders.queries.js';
import { lockPlacementsInScope, recordUntouchedCare } from './steps/placements-in-scope.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';
import { reallocationView } from './reallocations.queries.js';
import {
  type LockedReallocation,
  lockReallocation,
  reallocationEventFields,
} from './steps/lock-reallocation.js';
import { makeCases } from './steps/make-cases.js';

export interface StartReallocationCommand extends Settings {
  readonly reallocationId: string;
}

/**
 * Starts a reallocation. Makes one case for each live placement to be transferred, and releases the riskiest
 * cases at once. The commissioner becomes the owner.
 */
@Injectable()
export class StartReallocation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `move_not_allowed` if the reallocation was already started; `restriction_ended` if
   * the suspension has ended; `reallocation_groundless` if the branch is registered again; `version_stale`;
   * `authority_not_live`; `second_commissioner_needed` if the caller recorded the notice of CQC or the lost registration
   */
  execute(caller: Caller, command: StartReallocationCommand): Promise<ReallocationView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'start-reallocation', command, async (act) => {
      const { tx } = act;
      await shareStandingLock(tx);
      await assertLive(tx, authorityId);
      const { reallocationId: id, version } = command;
      await lockReallocationsOfBranch(tx, id);
      const locked = await lockReallocation(tx, id, { authorityId, version });
      const { reallocation } = locked;
      const running = nextStatus(REALLOCATION_LIFE, reallocation.status, 'start');
      const now = this.clock.now();
      const lotIds = await this.presentLots(tx, reallocation, now);
      assertSecondCommissioner(userId, await departureRecorders(tx, reallocation.branchId));
      const scope = { ...reallocation, lotIds };
      const placements = await lockPlacementsInScope(tx, scope, id);
      const untouched = await recordUntouchedCare(tx, id, scope);
      const isAny = placements.length > 0;
      const started: ReallocationEntity = {
        ...reallocation,
        ...settingsOf(command),
        lotIds: [...lotIds],
        status: isAny ? running : nextStatus(REALLOCATION_LIFE, running, 'finish'),
        reason: command.reason,
        ownerId: userId,
        startedAt: now,
        startedBy: userId,
        finishedAt: isAny ? null : now,
        nextReleaseAt: isAny ? now : null,
        stopCause: null,
        stopReason: null,
        openCases: placements.length,
        version: version + 1,
      };
      await tx.update(ReallocationEntity, { id }, started);
      await makeCases(tx, started, placements, now);
      await this.announce(act, { ...locked, reallocation: started }, { untouched, now });
      return reallocationView(tx, id);
    });
  }

  /**
   * Reads the lots of the reallocation's suspension, hand-back or closure.
   *
   * @throws DomainError if the suspension, hand-back or closure no longer exists
   */
  private async presentLots(
    tx: Tx,
    { id, cause }: ReallocationEntity,
    now: Date,
  ): Promise<readonly string[]> {
    const lotIds = await presentLots(tx, id, now);
    if (lotIds !== null) return lotIds;
    throw new DomainError(cause === 'suspension' ? 'restriction_ended' : 'reallocation_groundless');
  }

  private async announce(
    act: Act,
    locked: LockedReallocation,
    { untouched, now }: { untouched: number; now: Date },
  ): Promise<void> {
    const { openCases: cases, nextReleaseAt } = locked.reallocation;
    const { fact, envelope } = reallocationEventFields(locked, now);
    const digests = await digestRecord(act.tx, 'reallocation_start', locked.reallocation.id);
    await act.log(
      'reallocation.started',
      { ...fact, ...digests, cases, untouched, nextReleaseAt: nextReleaseAt?.toISOString() ?? null },
      envelope,
    );
    if (cases === 0) await act.log('reallocation.finished', fact, envelope);
  }
}

/**
 * Takes a lock, so that two reallocations of a branch start one after the other. The second reallocation
 * leaves out care that already has a case.
 */
async function lockReallocationsOfBranch(tx: Tx, reallocationId: string): Promise<void> {
  await tx.lock('SELECT pg_advisory_xact_lock(7306, hashtext(branch_id)) FROM reallocation WHERE id = $1', [
    reallocationId,
  ]);
}

/** Selects the reallocation's settings from the start command. */
const settingsOf = ({ urgency, pacePerMinute, intakeCap, awarding }: StartReallocationCommand) => ({
  urgency,
  pacePerMinute,
  intakeCap,
  awarding,
});

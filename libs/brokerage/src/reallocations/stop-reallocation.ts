import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import type { PassingGround } from '#contracts/jobs';
import type { KeepCause, ReallocationView } from '#contracts/reallocations';
import { nextStatus } from '#domain/lifecycle';
import { REALLOCATION_LIFE } from '#domain/lifecycles';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { digestRecord } from '../digests/digest-records.js';
import { authorityOf } from '../access/scope.js';
import { groundless } from './reallocation-grounds.queries.js';
import { entranceOf } from './steps/entrance-of-ground.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';
import { reallocationView } from './reallocations.queries.js';
import {
  type LockedReallocation,
  lockReallocation,
  reallocationEventFields,
} from './steps/lock-reallocation.js';

/**
 * The causes for which a whole reallocation can stop. The cause `decided` is left out, because it means that
 * an officer kept the care of a single case.
 */
type StopCause = Exclude<KeepCause, 'decided'>;

export interface StopReallocationCommand {
  readonly reallocationId: string;
  readonly reason: string;
  readonly version: number;
}

/**
 * Stops a running or paused reallocation. The care of cases without an award stays at its branch. Cases with
 * an award continue.
 */
@Injectable()
export class StopReallocation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `move_not_allowed` if the reallocation is neither running nor paused; `version_stale`
   */
  execute(caller: Caller, command: StopReallocationCommand): Promise<ReallocationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'stop-reallocation', command, async (act) => {
      const { tx } = act;
      const { reallocationId, version, reason } = command;
      const locked = await lockReallocation(tx, reallocationId, { authorityId, version });
      await this.stop(act, locked, 'reallocation_stopped', reason);
      return reallocationView(tx, reallocationId);
    });
  }

  /**
   * Stops the running reallocations of a suspension or closure that has ended. Dismisses the proposed
   * reallocations.
   */
  forGround(ground: PassingGround): Promise<'stopped' | 'nothing_due'> {
    const cause = 'restrictionId' in ground ? 'restriction_ended' : 'registered_again';
    return this.acts.run(
      SYSTEM_CALLER,
      'stop-reallocations',
      ground,
      async (act) => {
        const { tx } = act;
        const ids = await groundless(tx, this.clock.now(), ground);
        for (const id of ids) {
          const locked = await lockReallocation(tx, id, {});
          const { status } = locked.reallocation;
          if (status === 'proposed') await this.dismiss(act, locked, cause);
          else if (status === 'running' || status === 'paused') await this.stop(act, locked, cause, null);
        }
        return ids.length > 0 ? 'stopped' : 'nothing_due';
      },
      { enter: entranceOf(ground) },
    );
  }

  private async stop(
    act: Act,
    locked: LockedReallocation,
    cause: StopCause,
    reason: string | null,
  ): Promise<void> {
    const { tx } = act;
    const { id, status, version } = locked.reallocation;
    const stopping = nextStatus(REALLOCATION_LIFE, status, 'stop');
    const stopped = {
      status: stopping,
      stopCause: cause,
      stopReason: reason,
      nextReleaseAt: null,
      version: version + 1,
    };
    await tx.update(ReallocationEntity, { id }, stopped);
    const { fact, envelope } = reallocationEventFields(locked, this.clock.now());
    const digests = await digestRecord(tx, 'reallocation_stop', id);
    await act.log('reallocation.stopping', { ...fact, ...digests, cause }, envelope);
  }

  /**
   * Dismisses a proposed reallocation. The event is not sent to the branch's provider, because the provider
   * was never informed of the proposal.
   */
  private async dismiss(act: Act, locked: LockedReallocation, cause: StopCause): Promise<void> {
    const { tx } = act;
    const { id, status, version } = locked.reallocation;
    const dismissed = nextStatus(REALLOCATION_LIFE, status, 'dismiss');
    await tx.update(
      ReallocationEntity,
      { id },
      {
        status: dismissed,
        stopCause: cause,
        dismissedAt: this.clock.now(),
        dismissCause: cause,
        version: version + 1,
      },
    );
    const { fact, envelope } = reallocationEventFields(locked, this.clock.now());
    const digests = await digestRecord(tx, 'reallocation_dismissal', id);
    await act.log('reallocation.dismissed', { ...fact, ...digests }, { ...envelope, providerIds: [] });
  }
}

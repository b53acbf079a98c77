import { Injectable } from '@nestjs/common';
import type { ReallocationSettings, ReallocationView } from '#contracts/reallocations';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import { ReallocationEntity, ReallocationCaseEntity } from '../rows/reallocation.entity.js';
import { reallocationView } from './reallocations.queries.js';
import { lockReallocation, reallocationEventFields } from './steps/lock-reallocation.js';
import { planReleases } from './steps/plan-releases.js';

export interface ChangeReallocationCommand extends ReallocationSettings {
  readonly reallocationId: string;
  readonly version: number;
}

/**
 * Changes a reallocation's pace, intake cap and urgency, and whether offers are awarded automatically. The
 * new settings apply to later releases, broadcasts and awards.
 */
@Injectable()
export class ChangeReallocation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `move_not_allowed` once the reallocation is stopping or has finished; `version_stale`
   */
  execute(caller: Caller, command: ChangeReallocationCommand): Promise<ReallocationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-reallocation', command, async (act) => {
      const { tx } = act;
      const { reallocationId: id, version, urgency, pacePerMinute, intakeCap, awarding } = command;
      const locked = await lockReallocation(tx, id, { authorityId, version });
      const { status } = locked.reallocation;
      if (status !== 'running' && status !== 'paused')
        throw new DomainError('move_not_allowed', { from: status, move: 'change' });
      const changed = { urgency, pacePerMinute, intakeCap, awarding, version: version + 1 };
      const now = this.clock.now();
      await tx.update(ReallocationEntity, { id }, changed);
      await planReleases(tx, { id, pacePerMinute }, now);
      // Tries automatic awards again, because an offer that was skipped before may be acceptable under the
      // new settings.
      const tryAgain = { reallocationId: id, status: 'deciding' } as const;
      await tx.update(ReallocationCaseEntity, tryAgain, { rankingGaveUpAt: null });
      const { fact, envelope } = reallocationEventFields(locked, now);
      await act.log('reallocation.changed', fact, { ...envelope, providerIds: [] });
      return reallocationView(tx, id);
    });
  }
}

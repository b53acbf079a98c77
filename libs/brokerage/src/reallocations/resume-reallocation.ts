import { Injectable } from '@nestjs/common';
import type { ReallocationView } from '#contracts/reallocations';
import { nextStatus } from '#domain/lifecycle';
import { REALLOCATION_LIFE } from '#domain/lifecycles';
import { nextReleaseAfter } from '#domain/reallocations/case-next-action';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import type { PauseReallocationCommand } from './pause-reallocation.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';
import { reallocationView } from './reallocations.queries.js';
import { lockReallocation, reallocationEventFields } from './steps/lock-reallocation.js';
import { planReleases } from './steps/plan-releases.js';

/** Resumes a paused reallocation. Its cases are released at its pace again, the riskiest first. */
@Injectable()
export class ResumeReallocation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` if the reallocation is not paused; `version_stale` */
  execute(caller: Caller, command: PauseReallocationCommand): Promise<ReallocationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'resume-reallocation', command, async (act) => {
      const { tx } = act;
      const { reallocationId: id, version } = command;
      const locked = await lockReallocation(tx, id, { authorityId, version });
      const status = nextStatus(REALLOCATION_LIFE, locked.reallocation.status, 'resume');
      const now = this.clock.now();
      const nextReleaseAt = goesOnAt(locked.reallocation, now);
      await tx.update(ReallocationEntity, { id }, { status, nextReleaseAt, version: version + 1 });
      await planReleases(tx, locked.reallocation, now);
      const { fact, envelope } = reallocationEventFields(locked, now);
      await act.log(
        'reallocation.resumed',
        { ...fact, nextReleaseAt: nextReleaseAt.toISOString() },
        envelope,
      );
      return reallocationView(tx, id);
    });
  }
}

/**
 * Returns the time at which a resumed reallocation releases its next cases. This time is at least one minute
 * after the last release. So pausing and resuming cannot make releases faster than the pace.
 */
function goesOnAt({ lastReleasedAt }: ReallocationEntity, now: Date): Date {
  const next = lastReleasedAt ? nextReleaseAfter(lastReleasedAt) : now;
  return next > now ? next : now;
}

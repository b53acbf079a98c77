import { Injectable } from '@nestjs/common';
import type { ReallocationView } from '#contracts/reallocations';
import { move } from '#domain/lifecycle';
import { REALLOCATION_LIFE } from '#domain/reallocations/reallocation-life';
import { nextReleaseAfter } from '#domain/reallocations/case-step';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import type { PauseReallocationCommand } from './pause-reallocation.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';
import { reallocationView } from './reallocations.queries.js';
import { holdReallocation } from './steps/hold-reallocation.js';
import { planTurns } from './steps/plan-turns.js';
import { aboutReallocation } from './steps/reallocation-event.js';

/** Goes on at the pace that was set, from now, in order of risk. */
@Injectable()
export class ResumeReallocation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` where it is not paused; `version_stale` */
  execute(caller: Caller, command: PauseReallocationCommand): Promise<ReallocationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'resume-reallocation', command, async (act) => {
      const { tx } = act;
      const { reallocationId: id, version } = command;
      const held = await holdReallocation(tx, id, { authorityId, version });
      const status = move(REALLOCATION_LIFE, held.reallocation.status, 'resume');
      const now = this.clock.now();
      const nextReleaseAt = goesOnAt(held.reallocation, now);
      await tx.update(ReallocationEntity, { id }, { status, nextReleaseAt, version: version + 1 });
      await planTurns(tx, held.reallocation, now);
      const { fact, envelope } = aboutReallocation(held, now);
      await act.log(
        'reallocation.resumed',
        { ...fact, nextReleaseAt: nextReleaseAt.toISOString() },
        envelope,
      );
      return reallocationView(tx, id);
    });
  }
}

/** At once, but never faster than its pace: pausing and resuming at will releases nobody earlier. */
function goesOnAt({ lastReleasedAt }: ReallocationEntity, now: Date): Date {
  const next = lastReleasedAt ? nextReleaseAfter(lastReleasedAt) : now;
  return next > now ? next : now;
}

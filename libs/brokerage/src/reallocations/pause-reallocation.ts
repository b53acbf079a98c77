import { eventOf } from '#platform/log/new-event';
import { Injectable } from '@nestjs/common';
import type { ReallocationView } from '#contracts/reallocations';
import { nextStatus } from '#domain/lifecycle';
import { REALLOCATION_LIFE } from '#domain/lifecycles';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';
import { reallocationView } from './reallocations.queries.js';
import { lockReallocation, reallocationEventFields } from './steps/lock-reallocation.js';
import { releaseOrRequeueCases } from './steps/release-cases.js';

export interface PauseReallocationCommand {
  readonly reallocationId: string;
  readonly version: number;
}

/**
 * Pauses a reallocation: no further replacement is broadcast, but open broadcasts continue. Released cases go
 * back into the queue, in order of risk.
 */
@Injectable()
export class PauseReallocation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` if the reallocation is not running; `version_stale` */
  execute(caller: Caller, command: PauseReallocationCommand): Promise<ReallocationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'pause-reallocation', command, async (act) => {
      const { tx } = act;
      const { reallocationId: id, version } = command;
      const locked = await lockReallocation(tx, id, { authorityId, version });
      const status = nextStatus(REALLOCATION_LIFE, locked.reallocation.status, 'pause');
      await tx.update(ReallocationEntity, { id }, { status, nextReleaseAt: null, version: version + 1 });
      const now = this.clock.now();
      const turns = await releaseOrRequeueCases(tx, locked.reallocation, 'requeue', { most: null, now });
      const { fact, envelope } = reallocationEventFields(locked, now);
      await act.append(eventOf('reallocation.paused', fact, envelope), ...turns);
      return reallocationView(tx, id);
    });
  }
}

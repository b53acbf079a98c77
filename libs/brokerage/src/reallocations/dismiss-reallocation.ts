import { Injectable } from '@nestjs/common';
import type { ReallocationView } from '#contracts/reallocations';
import { nextStatus } from '#domain/lifecycle';
import { REALLOCATION_LIFE } from '#domain/lifecycles';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { digestRecord } from '../digests/digest-records.js';
import { authorityOf } from '../access/scope.js';
import { ReallocationEntity } from '../rows/reallocation.entity.js';
import { reallocationView } from './reallocations.queries.js';
import type { StopReallocationCommand } from './stop-reallocation.js';
import { lockReallocation, reallocationEventFields } from './steps/lock-reallocation.js';

/**
 * Dismisses a proposed reallocation for a reason, so that no person is transferred. A dismissed reallocation
 * may still be started later.
 */
@Injectable()
export class DismissReallocation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `move_not_allowed` once the reallocation was started or dismissed; `version_stale`
   */
  execute(caller: Caller, command: StopReallocationCommand): Promise<ReallocationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'dismiss-reallocation', command, async (act) => {
      const { tx } = act;
      const { reallocationId: id, version, reason } = command;
      const locked = await lockReallocation(tx, id, { authorityId, version });
      const status = nextStatus(REALLOCATION_LIFE, locked.reallocation.status, 'dismiss');
      const dismissal = { dismissedAt: this.clock.now(), dismissReason: reason };
      await tx.update(ReallocationEntity, { id }, { status, ...dismissal, version: version + 1 });
      const { fact, envelope } = reallocationEventFields(locked, this.clock.now());
      const digests = await digestRecord(tx, 'reallocation_dismissal', id);
      await act.log('reallocation.dismissed', { ...fact, ...digests }, { ...envelope, providerIds: [] });
      return reallocationView(tx, id);
    });
  }
}

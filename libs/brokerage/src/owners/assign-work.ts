import { Injectable } from '@nestjs/common';
import type { AssignedWork, SeenWork } from '#contracts/open-work';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { lockNewOwner } from '../identity/steps/assert-owner.js';
import { changeOwner, lockWork } from './steps/change-owner.js';

export interface AssignWorkCommand extends SeenWork {
  readonly ownerId: string;
}

/**
 * Gives a piece of open work to a colleague, or takes it (docs/rules.md §5.1). The command names the owner that the user
 * saw, so of two users who take the same work at once, one succeeds.
 */
@Injectable()
export class AssignWork {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `work_not_found`, `work_over`, `owner_changed`; `owner_not_found`, `owner_absent`,
   * `owner_not_allowed` if the role of the new owner does no such work
   */
  execute(caller: Caller, command: AssignWorkCommand): Promise<AssignedWork> {
    const { authorityId, userId: byId } = staff(caller.actor);
    return this.acts.run(caller, 'assign-work', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const toId = command.ownerId;
      for (const locked of await lockWork(tx, authorityId, [command])) {
        if (locked.rows.length === 0) throw new DomainError('work_not_found');
        const mayOwn = await lockNewOwner(tx, { authorityId, userId: toId, byId, now });
        const kept = await changeOwner(act, locked, { authorityId, toId, now, mayOwn });
        if (kept !== null) throw new DomainError(kept);
      }
      const { kind, id } = command;
      return { kind, id, ownerId: toId };
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { BranchLimit, UserView } from '#contracts/identity';
import { enteredByLimit, isSameLimit } from '#domain/access/branch-limit';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { administrator, assertVersion } from '../access/scope.js';
import { UserEntity } from '../rows/user.entity.js';
import { userView } from './identity.queries.js';
import { limitToBranches } from './steps/limit-to-branches.js';
import { lockAccount } from './steps/lock-account.js';

export interface LimitUserCommand extends BranchLimit {
  readonly userId: string;
  readonly version: number;
}

/**
 * Limits a user of a provider to some of its branches, or ends the limit. The user then sees and does only the work
 * of these branches, from the next statement on, and open sockets connect again (docs/rules.md §7.4).
 *
 * A user who gets a further branch counts as let in now. So an administrator who plants a user cannot show the user
 * what was offered before.
 */
@Injectable()
export class LimitUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `user_not_found`, `version_stale`; `branch_limit_not_for_role` for an administrator or a user
   * of an authority; `branch_not_found` also for a branch of another provider
   */
  execute(caller: Caller, command: LimitUserCommand): Promise<UserView> {
    const by = administrator(caller.actor);
    return this.acts.run(caller, 'limit-user', command, async (act) => {
      const { tx } = act;
      const user = await lockAccount(tx, by, command.userId);
      assertVersion(user.version, command.version);
      const before = (await userView(tx, user.id)).branchIds;
      const after = command.branchIds;
      if (user.role === 'provider' && isSameLimit(before, after)) return userView(tx, user.id);
      const now = this.clock.now();
      await limitToBranches(act, user, after, now);
      const enteredAt = enteredByLimit(user.enteredAt, before, after, now);
      await tx.update(UserEntity, { id: user.id }, { enteredAt, version: user.version + 1 });
      return userView(tx, user.id);
    });
  }
}

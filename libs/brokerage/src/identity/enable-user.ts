import { Injectable } from '@nestjs/common';
import type { UserView } from '#contracts/identity';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { userView } from './identity.queries.js';
import { lockUser } from './steps/lock-user.js';
import { UserEntity } from '../rows/user.entity.js';

/**
 * Enables a disabled user. The old sessions stay ended, so the user signs in again. A repeated call changes
 * nothing.
 */
@Injectable()
export class EnableUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found` */
  execute(caller: Caller, command: { readonly userId: string }): Promise<UserView> {
    const actor = staff(caller.actor);
    const { authorityId } = actor;
    return this.acts.run(caller, 'enable-user', command, async (act) => {
      const { tx } = act;
      const user = await lockUser(tx, authorityId, command.userId);
      if (!user.disabledAt) return userView(tx, user.id);
      const now = this.clock.now();
      await tx.update(UserEntity, { id: user.id }, { disabledAt: null, version: user.version + 1 });
      await act.log(
        'user.enabled',
        { userId: user.id },
        { authorityId, providerIds: user.providerId === null ? [] : [user.providerId], at: now },
      );
      return userView(tx, user.id);
    });
  }
}

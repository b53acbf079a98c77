import { Injectable } from '@nestjs/common';
import type { UserView } from '#contracts/identity';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { reassignOpenWork } from './steps/reassign-open-work.js';
import { userView } from './identity.queries.js';
import { lockUser } from './steps/lock-user.js';
import { revokeSessions } from './steps/revoke-sessions.js';
import { UserEntity } from '../rows/user.entity.js';

/**
 * Disables a user at once: ends every session, including open sockets, and reassigns the user's open work. A repeated
 * call changes nothing.
 */
@Injectable()
export class DisableUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found`; `cannot_disable_self`, so that an administrator always remains */
  execute(caller: Caller, command: { readonly userId: string }): Promise<UserView> {
    const actor = staff(caller.actor);
    const { authorityId } = actor;
    return this.acts.run(caller, 'disable-user', command, async (act) => {
      const { tx } = act;
      const user = await lockUser(tx, authorityId, command.userId);
      if (user.id === actor.userId) throw new DomainError('cannot_disable_self');
      if (user.disabledAt) return userView(tx, user.id);
      const now = this.clock.now();
      await tx.update(UserEntity, { id: user.id }, { disabledAt: now, version: user.version + 1 });
      await reassignOpenWork(act, { userId: user.id, authorityId, now });
      await revokeSessions(act, { userId: user.id, authorityId, now });
      await act.log(
        'user.disabled',
        { userId: user.id },
        { authorityId, providerIds: user.providerId === null ? [] : [user.providerId], at: now },
      );
      return userView(tx, user.id);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { UserView } from '#contracts/identity';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { administrator } from '../access/scope.js';
import { UserEntity } from '../rows/user.entity.js';
import { userView } from './identity.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { endLinkRequest } from './steps/end-link-request.js';
import { lockAccount } from './steps/lock-account.js';
import { mendAbsences } from './steps/mend-absences.js';
import { reassignOpenWork } from './steps/reassign-open-work.js';
import { revokeAccountLink } from './steps/revoke-account-link.js';
import { revokeSessions } from './steps/revoke-sessions.js';

/**
 * Disables a user at once: ends every session, including open sockets, revokes an open link, and reassigns
 * the user's open work and what the user covers for colleagues. A repeated call changes nothing.
 */
@Injectable()
export class DisableUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found`; `cannot_disable_self`, so that an administrator always remains */
  execute(caller: Caller, command: { readonly userId: string }): Promise<UserView> {
    const by = administrator(caller.actor);
    return this.acts.run(caller, 'disable-user', command, async (act) => {
      const { tx } = act;
      const user = await lockAccount(tx, by, command.userId);
      if (user.id === by.userId) throw new DomainError('cannot_disable_self');
      if (user.disabledAt) return userView(tx, user.id);
      const now = this.clock.now();
      const { id: userId, authorityId, providerId } = user;
      await tx.update(UserEntity, { id: userId }, { disabledAt: now, version: user.version + 1 });
      if (authorityId !== null) {
        await mendAbsences(act, userId, now);
        await reassignOpenWork(act, { userId, authorityId, now });
      }
      await revokeAccountLink(act, user, now);
      await endLinkRequest(tx, userId);
      await revokeSessions(act, { userId, authorityId, providerId, now });
      await act.log('user.disabled', { userId }, accountEnvelope(user, now));
      return userView(tx, userId);
    });
  }
}

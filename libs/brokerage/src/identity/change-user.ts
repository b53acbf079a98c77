import { Injectable } from '@nestjs/common';
import type { UserChange, UserView } from '#contracts/identity';
import type { Role } from '#contracts/roles-and-actors';
import { mayChangeRole } from '#domain/access/role-change';
import { DomainError } from '#domain/domain-error';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { administrator, assertVersion } from '../access/scope.js';
import { UserEntity } from '../rows/user.entity.js';
import { userView } from './identity.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { withFreeEmail } from './steps/add-user.js';
import { endLinkRequest } from './steps/end-link-request.js';
import { endLimit } from './steps/limit-to-branches.js';
import { lockAccount } from './steps/lock-account.js';
import { reassignOpenWork } from './steps/reassign-open-work.js';
import { revokeAccountLink } from './steps/revoke-account-link.js';
import { revokeSessions } from './steps/revoke-sessions.js';

export interface ChangeUserCommand extends UserChange {
  readonly userId: string;
  readonly version: number;
}

const OWNS_WORK: readonly Role[] = ['officer', 'commissioner'];

/**
 * Changes a user's name, e-mail address or role. A new role ends the user's sessions. If the user is no
 * longer an officer or commissioner, the user's open work is reassigned. A new e-mail address revokes an open
 * link, because the link was meant for the old address.
 */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `user_not_found`, `version_stale`, `email_taken`; `own_account` if administrators
   * change their own role; `role_change_not_allowed`
   */
  execute(caller: Caller, command: ChangeUserCommand): Promise<UserView> {
    const by = administrator(caller.actor);
    return this.acts.run(caller, 'change-user', command, async (act) => {
      const { tx } = act;
      const before = await lockAccount(tx, by, command.userId);
      assertVersion(before.version, command.version);
      const { name = before.name, role = before.role } = command;
      const email = command.email?.trim() ?? before.email;
      if (role !== before.role && before.id === by.userId) throw new DomainError('own_account');
      if (!mayChangeRole(before.role, role)) throw new DomainError('role_change_not_allowed');
      const changed = { name, email, role, version: before.version + 1 };
      await withFreeEmail(tx.update(UserEntity, { id: before.id }, changed));
      await this.follow(act, before, { ...before, ...changed });
      return userView(tx, before.id);
    });
  }

  /** Ends what the change makes invalid, and logs one event for each kind of change. */
  private async follow(act: Act, before: UserEntity, after: UserEntity): Promise<void> {
    const now = this.clock.now();
    const { id: userId, authorityId, providerId } = after;
    const envelope = accountEnvelope(after, now);
    if (after.name !== before.name) await act.log('user.changed', { userId }, envelope);
    if (after.email !== before.email) {
      await revokeAccountLink(act, after, now);
      await endLinkRequest(act.tx, userId);
      await act.log('user.email_changed', { userId }, envelope);
    }
    if (after.role === before.role) return;
    const handsOver = OWNS_WORK.includes(before.role) && !OWNS_WORK.includes(after.role);
    if (handsOver && authorityId !== null) await reassignOpenWork(act, { userId, authorityId, now });
    if (after.role === 'provider_administrator') await endLimit(act.tx, userId);
    await revokeSessions(act, { userId, authorityId, providerId, now });
    await act.log('user.role_changed', { userId, from: before.role, to: after.role }, envelope);
  }
}

import { Injectable } from '@nestjs/common';
import { mayOwn, WORK_KINDS } from '#contracts/open-work';
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
import { mendAbsences } from './steps/mend-absences.js';
import { reassignCommissioning, reassignOpenWork } from './steps/reassign-open-work.js';
import { revokeAccountLink } from './steps/revoke-account-link.js';
import { revokeSessions } from './steps/revoke-sessions.js';

export interface ChangeUserCommand extends UserChange {
  readonly userId: string;
  readonly version: number;
}

/**
 * Changes a user's name, e-mail address or role. A new role ends the user's sessions. Open work that the
 * new role does not do is reassigned. A new e-mail address revokes an open
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
    if (authorityId !== null) await this.handOver(act, { userId, authorityId, now }, before.role, after.role);
    if (after.role === 'provider_administrator') await endLimit(act.tx, userId);
    await revokeSessions(act, { userId, authorityId, providerId, now });
    await act.log('user.role_changed', { userId, from: before.role, to: after.role }, envelope);
  }

  /** Reassigns the open work, and what the user covers for colleagues, that the new role does not do. */
  private async handOver(
    act: Act,
    from: { readonly userId: string; readonly authorityId: string; readonly now: Date },
    before: Role,
    after: Role,
  ): Promise<void> {
    await mendAbsences(act, from.userId, from.now);
    const lost = WORK_KINDS.filter((kind) => mayOwn(before, kind) && !mayOwn(after, kind));
    if (lost.length === 0) return;
    const ownsSome = WORK_KINDS.some((kind) => mayOwn(after, kind));
    await (ownsSome ? reassignCommissioning(act, from) : reassignOpenWork(act, from));
  }
}

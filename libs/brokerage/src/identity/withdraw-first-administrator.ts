import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { administrator } from '../access/scope.js';
import { UserEntity } from '../rows/user.entity.js';
import { lockAdministrator } from './steps/lock-account.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { revokeAccountLink } from './steps/revoke-account-link.js';

/**
 * Withdraws the invitation of a provider's first administrator, for example because the e-mail address is
 * wrong. Only the inviting authority may do this, and only before the user has set a password.
 */
@Injectable()
export class WithdrawFirstAdministrator {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found` */
  execute(caller: Caller, command: { readonly userId: string }): Promise<void> {
    const by = administrator(caller.actor);
    return this.acts.run(
      caller,
      'withdraw-first-administrator',
      command,
      async (act) => {
        const { tx } = act;
        await lockAdministrator(tx, by);
        const [pending] = await tx.lock<Pick<UserEntity, 'id' | 'authorityId' | 'providerId' | 'version'>>(
          `SELECT u.id, u.authority_id AS "authorityId", u.provider_id AS "providerId", u.version
         FROM app_user u
         WHERE u.id = $1 AND u.role = 'provider_administrator' AND u.password_hash IS NULL
           AND u.disabled_at IS NULL
           AND EXISTS (SELECT 1 FROM app_user i WHERE i.id = u.invited_by AND i.authority_id = $2)
         FOR UPDATE OF u`,
          [command.userId, by.authorityId],
        );
        if (!pending) throw new DomainError('user_not_found');
        const now = this.clock.now();
        await tx.update(UserEntity, { id: pending.id }, { disabledAt: now, version: pending.version + 1 });
        await revokeAccountLink(act, pending, now);
        const envelope = { ...accountEnvelope(pending, now), authorityId: by.authorityId };
        await act.log('user.disabled', { userId: pending.id }, envelope);
      },
      { enter: { kind: 'first_administrator', id: command.userId } },
    );
  }
}

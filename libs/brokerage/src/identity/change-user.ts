import { Injectable } from '@nestjs/common';
import type { UserView } from '#contracts/identity';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { hashPassword } from '#platform/security/passwords';
import { assertVersion, authorityOf } from '../access/scope.js';
import { userView } from './identity.queries.js';
import { assertSoleAuthority, lockUser } from './steps/lock-user.js';
import { revokeSessions } from './steps/revoke-sessions.js';
import { UserEntity } from '../rows/user.entity.js';

export interface ChangeUserCommand {
  readonly userId: string;
  readonly version: number;
  readonly name?: string;
  readonly password?: string;
}

/** Changes a user's name or password. A new password ends the user's sessions. */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `user_not_found`, `version_stale`; `provider_shared` for the password of a user whose
   *   provider works for several authorities
   */
  async execute(caller: Caller, { password, ...command }: ChangeUserCommand): Promise<UserView> {
    const authorityId = authorityOf(caller.actor);
    const passwordHash = password === undefined ? undefined : await hashPassword(password);
    return this.acts.run(caller, 'change-user', command, async (act) => {
      const { tx } = act;
      const user = await lockUser(tx, authorityId, command.userId);
      assertVersion(user.version, command.version);
      if (passwordHash && user.providerId) await assertSoleAuthority(tx, authorityId, user.providerId);
      const now = this.clock.now();
      const name = command.name ?? user.name;
      await tx.update(
        UserEntity,
        { id: user.id },
        { name, version: user.version + 1, ...(passwordHash && { passwordHash }) },
      );
      if (passwordHash) await revokeSessions(act, { userId: user.id, authorityId, now });
      await act.log(
        'user.changed',
        { userId: user.id },
        { authorityId, providerIds: user.providerId === null ? [] : [user.providerId], at: now },
      );
      return userView(tx, user.id);
    });
  }
}

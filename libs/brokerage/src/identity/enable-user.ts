import { Injectable } from '@nestjs/common';
import type { UserView } from '#contracts/identity';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { administrator } from '../access/scope.js';
import { UserEntity } from '../rows/user.entity.js';
import { userView } from './identity.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { withFreeEmail } from './steps/add-user.js';
import { lockAccount } from './steps/lock-account.js';

/**
 * Enables a disabled user. The old sessions stay ended, so the user signs in again. The user counts as let in
 * now, so sealed offers from before stay hidden. A repeated call changes nothing.
 */
@Injectable()
export class EnableUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found`; `email_taken` if another user has the address now */
  execute(caller: Caller, command: { readonly userId: string }): Promise<UserView> {
    const by = administrator(caller.actor);
    return this.acts.run(caller, 'enable-user', command, async (act) => {
      const { tx } = act;
      const user = await lockAccount(tx, by, command.userId);
      if (!user.disabledAt) return userView(tx, user.id);
      const now = this.clock.now();
      const enteredAt = user.enteredAt === null ? null : now;
      const enabled = { disabledAt: null, enteredAt, version: user.version + 1 };
      await withFreeEmail(tx.update(UserEntity, { id: user.id }, enabled));
      await act.log('user.enabled', { userId: user.id }, accountEnvelope(user, now));
      return userView(tx, user.id);
    });
  }
}

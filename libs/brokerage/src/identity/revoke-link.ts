import { Injectable } from '@nestjs/common';
import type { UserView } from '#contracts/identity';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { administrator } from '../access/scope.js';
import { userView } from './identity.queries.js';
import { lockAccount } from './steps/lock-account.js';
import { revokeAccountLink } from './steps/revoke-account-link.js';

/** Revokes the open link of a user of the administrator's own organisation. A repeated call changes nothing. */
@Injectable()
export class RevokeLink {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found` */
  execute(caller: Caller, command: { readonly userId: string }): Promise<UserView> {
    const by = administrator(caller.actor);
    return this.acts.run(caller, 'revoke-link', command, async (act) => {
      const user = await lockAccount(act.tx, by, command.userId);
      await revokeAccountLink(act, user, this.clock.now());
      return userView(act.tx, user.id);
    });
  }
}

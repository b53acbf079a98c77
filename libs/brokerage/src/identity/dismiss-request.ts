import { Injectable } from '@nestjs/common';
import type { UserView } from '#contracts/identity';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { administrator } from '../access/scope.js';
import { userView } from './identity.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { endLinkRequest } from './steps/end-link-request.js';
import { lockAccount } from './steps/lock-account.js';

/** Dismisses what a user has asked for, for example because the user has not asked. A repeated call changes nothing. */
@Injectable()
export class DismissRequest {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found` */
  execute(caller: Caller, command: { readonly userId: string }): Promise<UserView> {
    const by = administrator(caller.actor);
    return this.acts.run(caller, 'dismiss-request', command, async (act) => {
      const { tx } = act;
      const user = await lockAccount(tx, by, command.userId);
      const asked = await endLinkRequest(tx, user.id);
      if (asked !== undefined)
        await act.log('user.request_dismissed', { userId: user.id }, accountEnvelope(user, this.clock.now()));
      return userView(tx, user.id);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { ChangeOfName, UserView } from '#contracts/identity';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, found, signedInUser } from '../access/scope.js';
import { userView } from './identity.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';

/** Changes the user's own name. Sessions and open work stay as they are. */
@Injectable()
export class ChangeOwnName {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `version_stale` if the account has changed since the user read it */
  execute(caller: Caller, command: ChangeOfName): Promise<UserView> {
    const own = signedInUser(caller.actor);
    return this.acts.run(caller, 'change-own-name', command, async (act) => {
      const { tx } = act;
      const { userId } = own;
      const [row]: { name: string; version: number }[] = await tx.lock(
        'SELECT name, version FROM app_user WHERE id = $1 AND disabled_at IS NULL FOR UPDATE',
        [userId],
      );
      const before = found(row, 'not_signed_in');
      assertVersion(before.version, command.version);
      if (before.name === command.name) return userView(tx, userId);
      await tx.write('UPDATE app_user SET name = $2, version = version + 1 WHERE id = $1', [
        userId,
        command.name,
      ]);
      await act.log('user.changed', { userId }, accountEnvelope(own, this.clock.now()));
      return userView(tx, userId);
    });
  }
}

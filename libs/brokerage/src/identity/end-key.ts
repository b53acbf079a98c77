import { Injectable } from '@nestjs/common';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { signedInUser } from '../access/scope.js';
import { keyIn, managesKeys } from './keys.queries.js';
import { revokeSessions } from './steps/revoke-sessions.js';

/**
 * Ends a machine key at once: one of the user's own keys, or, for an administrator, any key of the organisation. Open
 * sockets of the key close.
 */
@Injectable()
export class EndKey {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `key_not_found` also for a key that has ended, and for a colleague's key */
  execute(caller: Caller, command: { readonly keyId: string }): Promise<void> {
    const own = signedInUser(caller.actor);
    return this.acts.run(caller, 'end-key', command, async (act) => {
      const now = this.clock.now();
      const { id, userId } = await keyIn(act.tx, own, command.keyId, now);
      if (userId !== own.userId && !managesKeys(caller.actor)) throw new DomainError('key_not_found');
      const { authorityId, providerId } = own;
      const ended = await revokeSessions(act, { userId, authorityId, providerId, sessionId: id, now });
      if (ended === 0) throw new DomainError('key_not_found');
    });
  }
}

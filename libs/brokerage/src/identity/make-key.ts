import { Injectable } from '@nestjs/common';
import type { KeyMade, NewKey } from '#contracts/keys';
import { scopesOfRole } from '#domain/access/key-scopes';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { signedInUser } from '../access/scope.js';
import { keyIn, keysOf } from './keys.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { issueKey, type IssuedKey } from './steps/issue-key.js';
import { lockOwnAccount } from './steps/lock-own-account.js';

/** The most keys that one user can have at the same time. */
export const MOST_KEYS = 20;

/**
 * Makes a machine key for the user who asks. The key acts for this user, in the routes of its scopes only. It ends when
 * it expires, and when the user is disabled, gets another role or sets a password with a link.
 *
 * The secret is in the answer only. A repeated request returns the key without the secret.
 */
@Injectable()
export class MakeKey {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `key_scope_not_allowed` with the scopes that the role does not have; `too_many_keys` */
  async execute(caller: Caller, command: NewKey): Promise<KeyMade> {
    const own = signedInUser(caller.actor);
    const issued: { key?: IssuedKey } = {};
    const key = await this.acts.run(caller, 'make-key', command, async (act) => {
      delete issued.key;
      const { tx } = act;
      const user = await lockOwnAccount(tx, own.userId);
      const allowed = scopesOfRole(user.role);
      const refused = command.scopes.filter((scope) => !allowed.includes(scope));
      if (refused.length > 0) throw new DomainError('key_scope_not_allowed', { refused, allowed });
      const now = this.clock.now();
      if ((await keysOf(tx, own, now)).length >= MOST_KEYS)
        throw new DomainError('too_many_keys', { most: MOST_KEYS });
      const { id, expiresAt } = (issued.key = await issueKey(act, { ...command, userId: own.userId, now }));
      await act.log(
        'user.key_made',
        {
          userId: own.userId,
          keyId: id,
          scopes: command.scopes,
          expiresAt: expiresAt.toISOString(),
        },
        accountEnvelope(user, now),
      );
      return keyIn(tx, own, id, now);
    });
    return { key, secret: issued.key?.secret ?? null };
  }
}

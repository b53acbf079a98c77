import { Injectable } from '@nestjs/common';
import type { KeyMade, KeyRotation } from '#contracts/keys';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { signedInUser } from '../access/scope.js';
import { SessionEntity } from '../rows/user.entity.js';
import { MOST_KEYS } from './make-key.js';
import { keyIn, keysOf } from './keys.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { issueKey, type IssuedKey } from './steps/issue-key.js';
import { lockOwnAccount } from './steps/lock-own-account.js';

const HOUR_MS = 3_600_000;

export interface RotateKeyCommand extends KeyRotation {
  readonly keyId: string;
}

/**
 * Replaces one of the user's own machine keys by a new one with the same name and scopes. The old key stays valid for
 * the overlap, but never longer than before.
 */
@Injectable()
export class RotateKey {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `key_not_found` also for a key that has ended, and for a colleague's key; `too_many_keys` if
   * another replaced key is still valid beside the most keys
   */
  async execute(caller: Caller, command: RotateKeyCommand): Promise<KeyMade> {
    const own = signedInUser(caller.actor);
    const { userId } = own;
    const issued: { key?: IssuedKey } = {};
    const made = await this.acts.run(caller, 'rotate-key', command, async (act) => {
      delete issued.key;
      const { tx } = act;
      const user = await lockOwnAccount(tx, userId);
      const now = this.clock.now();
      const old = await keyIn(tx, own, command.keyId, now);
      if (old.userId !== userId) throw new DomainError('key_not_found');
      if ((await keysOf(tx, own, now)).length > MOST_KEYS)
        throw new DomainError('too_many_keys', { most: MOST_KEYS });
      const { id, expiresAt } = (issued.key = await issueKey(act, {
        userId,
        name: old.name,
        scopes: old.scopes,
        days: command.days,
        now,
      }));
      const overlapEnds = now.getTime() + command.overlapHours * HOUR_MS;
      const oldExpiresAt = new Date(Math.min(Date.parse(old.expiresAt), overlapEnds));
      await tx.update(SessionEntity, { id: old.id }, { expiresAt: oldExpiresAt });
      await act.log(
        'user.key_rotated',
        {
          userId,
          keyId: id,
          scopes: old.scopes,
          expiresAt: expiresAt.toISOString(),
          oldKeyId: old.id,
          oldExpiresAt: oldExpiresAt.toISOString(),
        },
        accountEnvelope(user, now),
      );
      return keyIn(tx, own, id, now);
    });
    return { key: made, secret: issued.key?.secret ?? null };
  }
}

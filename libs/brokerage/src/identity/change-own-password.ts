import { Injectable } from '@nestjs/common';
import type { ChangeOfPassword } from '#contracts/identity';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { hashPassword, isPassword } from '#platform/security/passwords';
import { signedInUser } from '../access/scope.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { revokeSessions } from './steps/revoke-sessions.js';

export interface ChangeOwnPasswordCommand extends ChangeOfPassword {
  /** The network address of the client, for the sign-in throttle. */
  readonly address: string;
}

interface Own {
  readonly email: string;
  readonly passwordHash: string;
  readonly providerId: string | null;
}

/**
 * Changes the user's own password and ends every other session of the user. A wrong old password counts as a failed
 * sign-in.
 */
@Injectable()
export class ChangeOwnPassword {
  constructor(
    private readonly acts: ActRunner,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError `password_wrong`, `sign_in_throttled` */
  async execute(caller: Caller, command: ChangeOwnPasswordCommand): Promise<void> {
    const { userId, sessionId, authorityId } = signedInUser(caller.actor);
    const own = await this.checked(userId, command);
    const passwordHash = await hashPassword(command.newPassword);
    await this.acts.run(caller, 'change-own-password', {}, async (act) => {
      const { tx } = act;
      const changed = await tx.write(
        `UPDATE app_user SET password_hash = $3, version = version + 1
         WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL`,
        [userId, own.passwordHash, passwordHash],
      );
      if (changed.count === 0) throw new DomainError('password_wrong'); // another request has changed this user's password since the old password was checked
      const now = this.clock.now();
      const ended = { userId, authorityId, exceptSessionId: sessionId, now };
      await revokeSessions(act, ended);
      await act.log(
        'user.changed',
        { userId },
        { authorityId, providerIds: own.providerId === null ? [] : [own.providerId], at: now },
      );
    });
  }

  /**
   * Checks the old password and returns the stored hash that the old password matched.
   *
   * @throws DomainError `password_wrong`, `sign_in_throttled`
   */
  private async checked(userId: string, { oldPassword, address }: ChangeOwnPasswordCommand): Promise<Own> {
    const [own]: Own[] = await this.database.reader.query(
      `SELECT lower(email) AS email, password_hash AS "passwordHash", provider_id AS "providerId"
       FROM app_user WHERE id = $1`,
      [userId],
    );
    if (!own) throw new DomainError('not_signed_in');
    await this.throttle.attempt(own.email, address);
    if (!(await isPassword(oldPassword, own.passwordHash))) throw new DomainError('password_wrong');
    await this.throttle.succeeded(own.email, address);
    return own;
  }
}

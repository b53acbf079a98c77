import { Injectable } from '@nestjs/common';
import type { ChangeOfPassword } from '#contracts/identity';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { hashPassword, isPassword, slowDigest } from '#platform/security/passwords';
import { signedInUser } from '../access/scope.js';
import { type PasswordOwner, passwordOwnerById } from './password-owner.queries.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { assertGoodPassword } from './steps/assert-good-password.js';
import { revokeAccountLink } from './steps/revoke-account-link.js';
import { revokeSessions } from './steps/revoke-sessions.js';

export interface ChangeOwnPasswordCommand extends ChangeOfPassword {
  /** The network address of the client, for the sign-in throttle. */
  readonly address: string;
}

/**
 * Changes the user's own password and ends every other session of the user. Machine keys stay valid. A wrong old password counts as a
 * failed sign-in.
 *
 * A request that is repeated with its idempotency key gets the first answer again. It does not count as a
 * failed sign-in.
 */
@Injectable()
export class ChangeOwnPassword {
  constructor(
    private readonly acts: ActRunner,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError `password_wrong`, `password_guessable`, `sign_in_throttled`, `idempotency_key_reused` */
  async execute(caller: Caller, command: ChangeOwnPasswordCommand): Promise<void> {
    const { userId, sessionId, authorityId, providerId } = signedInUser(caller.actor);
    const passwords = await passwordsDigest(caller, userId, command);
    const checked = await this.checked(caller, userId, command);
    const passwordHash = checked && (await hashPassword(command.newPassword));
    await this.acts.run(caller, 'change-own-password', { passwords }, async (act) => {
      // `checked` is null only if an earlier request with this key has run. The stored answer of that request
      // is normally returned before this line.
      if (!checked) throw new DomainError('busy_try_again');
      const { tx } = act;
      const changed = await tx.write(
        `UPDATE app_user SET password_hash = $3, version = version + 1
         WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL`,
        [userId, checked.passwordHash, passwordHash],
      );
      if (changed.count === 0) throw new DomainError('password_wrong'); // another request has changed this user's password since the old password was checked
      const now = this.clock.now();
      await revokeAccountLink(act, { id: userId, authorityId, providerId }, now);
      const ended = { userId, authorityId, providerId, exceptSessionId: sessionId, keepsKeys: true, now };
      await revokeSessions(act, ended);
      await act.log('user.password_changed', { userId }, accountEnvelope(checked, now));
    });
  }

  /**
   * Checks the old password and the strength of the new password. Returns null if an earlier request with the
   * same idempotency key has changed the password already.
   *
   * @throws DomainError `password_wrong`, `password_guessable`, `sign_in_throttled`
   */
  private async checked(
    caller: Caller,
    userId: string,
    { oldPassword, newPassword, address }: ChangeOwnPasswordCommand,
  ): Promise<PasswordOwner | null> {
    if (await this.acts.wasRun(caller)) return null;
    const user = await passwordOwnerById(this.database, userId, {
      address,
      now: this.clock.now(),
    });
    if (!user) throw new DomainError('not_signed_in');
    const attempt = { ...user, address, user };
    await this.throttle.attempt(attempt);
    if (!(await isPassword(oldPassword, user.passwordHash))) {
      if (!(await this.acts.wasRun(caller))) throw new DomainError('password_wrong');
      // The old password is wrong only because the first request with this key has just changed the password.
      await this.throttle.forgive(attempt);
      return null;
    }
    await this.throttle.succeeded(attempt);
    assertGoodPassword(newPassword, [user.email, user.name, user.organisation]);
    return user;
  }
}

/**
 * Returns a digest of both passwords, which is stored to recognise a request with the same idempotency key
 * but other passwords. The digest is as slow to compute as a password hash. So a reader of the table cannot
 * guess passwords faster.
 */
async function passwordsDigest(
  { requestKey }: Caller,
  userId: string,
  { oldPassword, newPassword }: ChangeOfPassword,
): Promise<string | null> {
  if (requestKey === undefined) return null;
  return slowDigest(JSON.stringify([oldPassword, newPassword]), `${userId}\n${requestKey}`);
}

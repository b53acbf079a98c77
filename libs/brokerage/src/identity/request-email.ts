import { Injectable } from '@nestjs/common';
import type { RequestOfEmail, UserView } from '#contracts/identity';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { isPassword } from '#platform/security/passwords';
import { signedInUser } from '../access/scope.js';
import { userView } from './identity.queries.js';
import { passwordOwnerById } from './password-owner.queries.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { endLinkRequest } from './steps/end-link-request.js';

export interface RequestEmailCommand extends RequestOfEmail {
  /** The network address of the client, for the sign-in throttle. */
  readonly address: string;
}

/**
 * Asks for another e-mail address of the user's own account. Needs the password, so a session left open is not enough.
 * The address changes when the user opens the link that an administrator issues for it. The present address as the
 * wish takes the request back.
 *
 * The answer does not depend on other accounts, so it does not tell who has an account.
 */
@Injectable()
export class RequestEmail {
  constructor(
    private readonly acts: ActRunner,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError `password_wrong`, `sign_in_throttled` */
  async execute(caller: Caller, { email, password, address }: RequestEmailCommand): Promise<UserView> {
    const own = signedInUser(caller.actor);
    const { userId } = own;
    await this.checkPassword(userId, password, address);
    return this.acts.run(caller, 'request-email', { email }, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const [user]: { email: string }[] = await tx.lock(
        'SELECT email FROM app_user WHERE id = $1 AND disabled_at IS NULL FOR UPDATE',
        [userId],
      );
      if (!user) throw new DomainError('not_signed_in');
      await endLinkRequest(tx, userId);
      if (user.email.toLowerCase() === email.trim().toLowerCase()) return userView(tx, userId);
      await tx.write('INSERT INTO link_request (user_id, requested_at, new_email) VALUES ($1, $2, $3)', [
        userId,
        now,
        email.trim(),
      ]);
      await act.log('user.email_requested', { userId }, accountEnvelope(own, now));
      return userView(tx, userId);
    });
  }

  private async checkPassword(userId: string, password: string, address: string): Promise<void> {
    const user = await passwordOwnerById(this.database, userId, { address, now: this.clock.now() });
    if (!user) throw new DomainError('not_signed_in');
    const attempt = { ...user, address, user };
    await this.throttle.attempt(attempt);
    if (!(await isPassword(password, user.passwordHash))) throw new DomainError('password_wrong');
    await this.throttle.succeeded(attempt);
  }
}

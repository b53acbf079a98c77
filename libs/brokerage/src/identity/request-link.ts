import { Injectable } from '@nestjs/common';
import { renewableBefore } from '#domain/access/link-request';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { slowDigest } from '#platform/security/passwords';
import type { Organisation } from '../access/scope.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { accountEnvelope } from './steps/account-envelope.js';

export interface RequestLinkCommand {
  readonly email: string;
  /** The network address of the client, for the throttle. */
  readonly address: string;
}

/** An enabled user with the e-mail address. */
interface Asking extends Organisation {
  readonly id: string;
}

/**
 * Asks the administrators of a user's organisation for a new link, because the password is forgotten or the invitation
 * is lost. The answer is the same, and takes as long, if no user has the address. It does not tell who has an account.
 *
 * A request does not end the old password, and gives no access. An administrator checks with the user and issues the
 * link (docs/rules.md §7).
 */
@Injectable()
export class RequestLink {
  constructor(
    private readonly acts: ActRunner,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly throttle: SignInThrottle,
  ) {}

  /** @throws DomainError `sign_in_throttled` after twenty requests from one address within 15 minutes */
  async execute({ email, address }: RequestLinkCommand): Promise<void> {
    const sought = email.trim().toLowerCase();
    await this.throttle.requestLink(address);
    // The digest takes much longer than the transaction, so the time of the answer does not tell whether it ran.
    await Promise.all([slowDigest(sought, address), this.noteFor(sought)]);
  }

  private async noteFor(email: string): Promise<void> {
    const [user]: Asking[] = await this.database.shared.query(
      `SELECT id, authority_id AS "authorityId", provider_id AS "providerId" FROM user_organisation($1)
       WHERE id IS NOT NULL`,
      [email],
    );
    if (!user) return;
    await this.acts.run(
      SYSTEM_CALLER,
      'request-link',
      {},
      async (act) => {
        const now = this.clock.now();
        // Locks the user, so that a link that is issued meanwhile ends the request or comes before it.
        const enabled = await act.tx.lock(
          'SELECT 1 FROM app_user WHERE id = $1 AND disabled_at IS NULL FOR UPDATE',
          [user.id],
        );
        if (enabled.length === 0) return;
        const { count } = await act.tx.write(
          `INSERT INTO link_request (user_id, requested_at) VALUES ($1, $2)
           ON CONFLICT (user_id) DO UPDATE SET requested_at = excluded.requested_at
           WHERE link_request.requested_at <= $3`,
          [user.id, now, renewableBefore(now)],
        );
        if (count > 0) await act.log('user.link_requested', { userId: user.id }, accountEnvelope(user, now));
      },
      { tenant: tenantOfOrganisation(user) },
    );
  }
}

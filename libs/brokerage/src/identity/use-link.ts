import { Injectable } from '@nestjs/common';
import { enteredByLink, isLinkUsable } from '#domain/access/account-link';
import { DomainError } from '#domain/domain-error';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { Clock } from '#platform/clock/clock';
import { Database, type Tx } from '#platform/database/database';
import { hashPassword } from '#platform/security/passwords';
import { AccountLinkEntity, UserEntity } from '../rows/user.entity.js';
import { assertGoodPassword } from './steps/assert-good-password.js';
import { type LinkRow, linkByToken } from './account-links.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { withFreeEmail } from './steps/add-user.js';
import { endLinkRequest } from './steps/end-link-request.js';
import { rememberAddress } from './steps/remember-address.js';
import { revokeSessions } from './steps/revoke-sessions.js';

export interface UseLinkCommand {
  readonly token: string;
  readonly password: string;
  /** The network address of the client. Sign-ins from this address count as the user's own. */
  readonly address: string;
}

/**
 * Sets the password of a link's user and ends all sessions of the user. A link for a new e-mail address changes the
 * address too. A link can be used once. The event
 * names no actor, because anyone who has the link may have set the password.
 */
@Injectable()
export class UseLink {
  constructor(
    private readonly acts: ActRunner,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `account_link_invalid`, `password_guessable`, `email_taken` */
  async execute({ token, password, address }: UseLinkCommand): Promise<void> {
    const found = usable(await linkByToken(this.database.shared, token), this.clock.now());
    assertGoodPassword(password, [found.email, found.name, found.organisation]);
    const passwordHash = await hashPassword(password);
    await this.acts.run(
      SYSTEM_CALLER,
      'use-link',
      {},
      async (act) => {
        const link = await this.lockUsable(act.tx, token);
        await this.enter(act, link, passwordHash, address);
      },
      { tenant: tenantOfOrganisation(found) },
    );
  }

  /**
   * Locks the user first and then the link, and reads the link again. Acts that issue or revoke links lock in
   * this order too.
   */
  private async lockUsable(tx: Tx, token: string): Promise<LinkRow> {
    const { userId } = usable(await linkByToken(tx, token), this.clock.now());
    await tx.lock('SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
    return usable(await linkByToken(tx, token), this.clock.now());
  }

  private async enter(act: Act, link: LinkRow, passwordHash: string, address: string): Promise<void> {
    const { tx } = act;
    const { linkId, userId, authorityId, providerId, enteredAt, issuerId, issuerEnteredAt } = link;
    const now = this.clock.now();
    const issuer = issuerId === null ? null : { enteredAt: issuerEnteredAt };
    await tx.update(AccountLinkEntity, { id: linkId }, { usedAt: now });
    const before = await tx.findOneByOrFail(UserEntity, { id: userId });
    const isNewEmail = link.email !== before.email;
    const set = {
      passwordHash,
      enteredAt: enteredByLink({ enteredAt }, issuer, now),
      version: link.version + 1,
      ...(isNewEmail && { email: link.email }),
    };
    await withFreeEmail(tx.update(UserEntity, { id: userId }, set));
    await endLinkRequest(tx, userId);
    await rememberAddress(tx, { userId, address, now });
    await revokeSessions(act, { userId, authorityId, providerId, now });
    if (isNewEmail) await act.log('user.email_changed', { userId }, accountEnvelope(link, now));
    await act.log('user.password_set', { userId, linkId }, accountEnvelope(link, now));
  }
}

function usable(link: LinkRow | undefined, now: Date): LinkRow {
  if (!link || !isLinkUsable(link, now)) throw new DomainError('account_link_invalid');
  return link;
}

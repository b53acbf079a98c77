import { Inject, Injectable } from '@nestjs/common';
import type { UserWithLink } from '#contracts/identity';
import { INVITATION_LINK_MS, PASSWORD_LINK_MS } from '#domain/access/account-link';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import type { Act } from '#platform/acts/act';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import type { Tx } from '#platform/database/database';
import { administrator } from '../access/scope.js';
import { userView } from './identity.queries.js';
import type { UserEntity } from '../rows/user.entity.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { endLinkRequest } from './steps/end-link-request.js';
import { issueAccountLink, type IssuedLink } from './steps/issue-account-link.js';
import { lockAccount } from './steps/lock-account.js';
import { withLink, withMailedLink } from './steps/with-link.js';

/**
 * Issues a new link for a user of the administrator's own organisation. If Homeward sends mail, the link is mailed. The link replaces a lost or expired
 * invitation, or a forgotten password. The old password stays valid until the link is used. If the user has asked for
 * another address, using the link changes the address too.
 */
@Injectable()
export class IssueLink {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws DomainError `user_not_found` also for a disabled user; `email_taken` if another user has the address that
   * the user asked for; `own_account`, because otherwise anyone at
   * an administrator's open session could change the administrator's password
   */
  async execute(caller: Caller, command: { readonly userId: string }): Promise<UserWithLink> {
    const by = administrator(caller.actor);
    if (command.userId === by.userId) throw new DomainError('own_account');
    const issued: { link?: IssuedLink } = {};
    const view = await this.acts.run(caller, 'issue-link', command, async (act) => {
      delete issued.link;
      const user = await lockAccount(act.tx, by, command.userId);
      if (user.disabledAt) throw new DomainError('user_not_found');
      if (this.config.sendsMail) {
        await this.order(act, user);
        return userView(act.tx, user.id);
      }
      const lifetimeMs = user.enteredAt === null ? INVITATION_LINK_MS : PASSWORD_LINK_MS;
      const newEmail = await endLinkRequest(act.tx, user.id);
      if (newEmail) await this.assertFree(act.tx, newEmail, user.id);
      issued.link = await issueAccountLink(act, {
        user,
        issuedBy: by.userId,
        lifetimeMs,
        newEmail,
        now: this.clock.now(),
      });
      return userView(act.tx, user.id);
    });
    return this.config.sendsMail ? withMailedLink(view) : withLink(view, issued.link);
  }

  /**
   * Orders a link that is made when it is mailed. A wish for another address stays noted until the link is used, because
   * the mail goes to that address.
   */
  private async order(act: Act, user: UserEntity): Promise<void> {
    const { tx } = act;
    const [wish]: { newEmail: string | null }[] = await tx.query(
      'SELECT new_email AS "newEmail" FROM link_request WHERE user_id = $1',
      [user.id],
    );
    if (wish?.newEmail) await this.assertFree(tx, wish.newEmail, user.id);
    else if (wish) await endLinkRequest(tx, user.id);
    const purpose = user.enteredAt === null ? 'invitation' : wish?.newEmail ? 'email' : 'password';
    await act.log('user.link_ordered', { userId: user.id, purpose }, accountEnvelope(user, this.clock.now()));
  }

  /** The address may be taken again before the link is used. Then using the link is refused. */
  private async assertFree(tx: Tx, email: string, userId: string): Promise<void> {
    const taken = await tx.query('SELECT 1 FROM user_organisation($1) WHERE id <> $2', [
      email.toLowerCase(),
      userId,
    ]);
    if (taken.length > 0) throw new DomainError('email_taken');
  }
}

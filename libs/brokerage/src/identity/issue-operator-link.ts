import { Injectable } from '@nestjs/common';
import { OPERATOR_LINK_MS } from '#domain/access/account-link';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { UserEntity } from '../rows/user.entity.js';
import { issueAccountLink, type IssuedLink } from './steps/issue-account-link.js';

/**
 * Issues a link for any enabled user, on the operator's command. A provider's first administrator needs such
 * a link. So does an organisation whose only administrator has forgotten the password.
 */
@Injectable()
export class IssueOperatorLink {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `user_not_found` */
  execute({ email }: { readonly email: string }): Promise<IssuedLink> {
    return this.acts.run(SYSTEM_CALLER, 'issue-operator-link', {}, async (act) => {
      const [found] = await act.tx.lock<{ id: string }>(
        'SELECT id FROM app_user WHERE lower(email) = $1 AND disabled_at IS NULL FOR UPDATE',
        [email.trim().toLowerCase()],
      );
      if (!found) throw new DomainError('user_not_found');
      const user = await act.tx.findOneByOrFail(UserEntity, { id: found.id });
      return issueAccountLink(act, {
        user,
        issuedBy: null,
        lifetimeMs: OPERATOR_LINK_MS,
        now: this.clock.now(),
      });
    });
  }
}

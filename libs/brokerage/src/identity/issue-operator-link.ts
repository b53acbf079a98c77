import { Injectable } from '@nestjs/common';
import { OPERATOR_LINK_MS } from '#domain/access/account-link';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { moveToTenant, tenantOfOrganisation } from '#platform/database/tenant';
import type { Organisation } from '../access/scope.js';
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
    const address = email.trim().toLowerCase();
    return this.acts.run(SYSTEM_CALLER, 'issue-operator-link', {}, async (act) => {
      const [organisation] = await act.tx.query<Organisation>(
        'SELECT authority_id AS "authorityId", provider_id AS "providerId" FROM user_organisation($1)',
        [address],
      );
      if (!organisation) throw new DomainError('user_not_found');
      await moveToTenant(act.tx, tenantOfOrganisation(organisation));
      const [found] = await act.tx.lock<{ id: string }>(
        'SELECT id FROM app_user WHERE lower(email) = $1 AND disabled_at IS NULL FOR UPDATE',
        [address],
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

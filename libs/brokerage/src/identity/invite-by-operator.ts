import { Injectable } from '@nestjs/common';
import type { NewUser } from '#contracts/identity';
import { OPERATOR_LINK_MS } from '#domain/access/account-link';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { Clock } from '#platform/clock/clock';
import { addUser } from './steps/add-user.js';
import { issueAccountLink, type IssuedLink } from './steps/issue-account-link.js';

/** The organisation in which the operator adds an administrator. */
export type AdministeredOrganisation =
  | { readonly authorityId: string; readonly providerId: null }
  | { readonly authorityId: null; readonly providerId: string };

export type InviteByOperatorCommand = AdministeredOrganisation & Pick<NewUser, 'email' | 'name'>;

/** Adds an administrator of an authority or a provider, on the operator's command. */
@Injectable()
export class InviteByOperator {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `email_taken`; `provider_not_found` for an unknown organisation */
  execute(command: InviteByOperatorCommand): Promise<IssuedLink> {
    return this.acts.run(
      SYSTEM_CALLER,
      'invite-by-operator',
      {},
      async (act) => {
        const { tx } = act;
        const [organisation] =
          command.providerId === null
            ? await tx.lock('SELECT 1 FROM authority WHERE id = $1 FOR UPDATE', [command.authorityId])
            : await tx.lock('SELECT 1 FROM provider WHERE id = $1 FOR UPDATE', [command.providerId]);
        if (!organisation) throw new DomainError('provider_not_found');
        const now = this.clock.now();
        const role = command.providerId === null ? 'administrator' : 'provider_administrator';
        const user = await addUser(act, { ...command, role, invitedBy: null, now });
        return issueAccountLink(act, { user, issuedBy: null, lifetimeMs: OPERATOR_LINK_MS, now });
      },
      { tenant: tenantOfOrganisation(command) },
    );
  }
}

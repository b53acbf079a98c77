import { Inject, Injectable } from '@nestjs/common';
import type { NewUser, UserWithLink } from '#contracts/identity';
import { INVITATION_LINK_MS } from '#domain/access/account-link';
import { mayInviteFirstAdministrator } from '#domain/access/first-administrator';
import { rolesGivenBy } from '#domain/access/role-change';
import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { type Administrator, administrator } from '../access/scope.js';
import type { UserEntity } from '../rows/user.entity.js';
import { firstAdministratorFacts } from './first-administrator.queries.js';
import { userView } from './identity.queries.js';
import { accountEnvelope } from './steps/account-envelope.js';
import { addUser } from './steps/add-user.js';
import { limitToBranches } from './steps/limit-to-branches.js';
import { issueAccountLink, type IssuedLink } from './steps/issue-account-link.js';
import { lockAdministrator } from './steps/lock-account.js';
import { withLink, withMailedLink } from './steps/with-link.js';

/**
 * Adds a user to the administrator's own organisation, and issues the link with which the user sets a
 * password. If Homeward sends mail, the link is mailed to the user, and the administrator is not shown it.
 *
 * An authority may also add the first administrator of a provider under contract. The authority does not see
 * that user's link, because with the link it could sign in as the provider. The operator hands the link over.
 */
@Injectable()
export class InviteUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @throws DomainError `email_taken`; `branch_limit_not_for_role`, `branch_not_found`; `invalid_request` for a role that the administrator may not give;
   *   `provider_not_found` without a contract; `operator_needed` if only the operator may add this user
   */
  async execute(caller: Caller, command: NewUser): Promise<UserWithLink> {
    const by = administrator(caller.actor);
    const issued: { link?: IssuedLink } = {};
    const user = await this.acts.run(
      caller,
      'invite-user',
      command,
      async (act) => {
        delete issued.link;
        await lockAdministrator(act.tx, by);
        const now = this.clock.now();
        const added = await this.add(act, by, command, now);
        if (command.branchIds) await limitToBranches(act, added, command.branchIds, now);
        const isOwn = added.authorityId === by.authorityId && added.providerId === by.providerId;
        if (isOwn && this.config.sendsMail) {
          await act.log(
            'user.link_ordered',
            { userId: added.id, purpose: 'invitation' },
            accountEnvelope(added, now),
          );
        } else if (isOwn) {
          const link = { user: added, issuedBy: by.userId, lifetimeMs: INVITATION_LINK_MS, now };
          issued.link = await issueAccountLink(act, link);
        }
        return userView(act.tx, added.id);
      },
      command.providerId === undefined ? {} : { enter: { kind: 'provider', id: command.providerId } },
    );
    const isOwn = command.providerId === undefined;
    return isOwn && this.config.sendsMail ? withMailedLink(user) : withLink(user, issued.link);
  }

  private async add(act: Act, by: Administrator, command: NewUser, now: Date): Promise<UserEntity> {
    const { role, providerId } = command;
    const adding = { ...command, invitedBy: by.userId, now };
    if (by.role === 'administrator' && role === 'provider_administrator')
      return this.addFirst(act, by, { ...adding, providerId: providerId ?? '' });
    if (providerId !== undefined)
      throw new DomainError('invalid_request', {
        fields: { providerId: ['goes with the first administrator of a provider, and only with it'] },
      });
    if (!rolesGivenBy(by.role).includes(role))
      throw new DomainError('invalid_request', { fields: { role: ['is of another organisation'] } });
    return addUser(act, { ...adding, authorityId: by.authorityId, providerId: by.providerId });
  }

  /**
   * Adds a provider's first administrator. Locks the provider's row, so that two requests cannot both add
   * one.
   */
  private async addFirst(
    act: Act,
    by: Administrator,
    adding: NewUser & { readonly providerId: string; readonly invitedBy: string; readonly now: Date },
  ): Promise<UserEntity> {
    const { providerId, now } = adding;
    const authorityId = by.authorityId ?? '';
    await act.tx.lock('SELECT 1 FROM provider WHERE id = $1 FOR UPDATE', [providerId]);
    const facts = await firstAdministratorFacts(act.tx, { authorityId, providerId, today: londonDate(now) });
    switch (mayInviteFirstAdministrator(facts)) {
      case 'no_contract':
        throw new DomainError('provider_not_found');
      case 'operator':
        throw new DomainError('operator_needed');
      case 'yes':
        return addUser(act, { ...adding, authorityId: null, providerId, invitingAuthorityId: authorityId });
    }
  }
}

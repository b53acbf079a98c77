import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { OPERATOR_LINK_MS } from '#domain/access/account-link';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { moveToTenant, tenantOfOrganisation } from '#platform/database/tenant';
import { AuthorityEntity } from '../rows/authority.entity.js';
import { UserEntity } from '../rows/user.entity.js';
import { addUser } from './steps/add-user.js';
import { issueAccountLink, type IssuedLink } from './steps/issue-account-link.js';
import { revokeAccountLink } from './steps/revoke-account-link.js';

export interface SetUpAuthorityCommand {
  readonly name: string;
  /** The authority's ONS code. It decides whether the authority exists already. */
  readonly gssCode: string;
  /** The first administrator. */
  readonly administrator: { readonly email: string; readonly name: string };
}

export type AuthoritySetUp =
  | {
      readonly outcome: 'created' | 'link_renewed';
      readonly authorityName: string;
      readonly link: IssuedLink;
    }
  /** An administrator has entered already. Nothing was changed. */
  | { readonly outcome: 'has_administrator'; readonly authorityName: string }
  /** An authority with another ONS code has this name. Nothing was changed. */
  | { readonly outcome: 'name_taken'; readonly authorityName: string };

/**
 * Creates an authority and its first administrator, on the operator's command. Issues a link with which the
 * administrator sets a password.
 *
 * Repeating the command creates nothing. Until an administrator has entered, it issues a new link and revokes the old
 * one. If the repeated command names another address, the link goes to a new administrator, and the links of the others
 * are revoked.
 */
@Injectable()
export class SetUpAuthority {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `email_taken` */
  execute(command: SetUpAuthorityCommand): Promise<AuthoritySetUp> {
    return this.acts.run(SYSTEM_CALLER, 'set-up-authority', {}, async (act) => {
      await act.tx.lock('SELECT pg_advisory_xact_lock(7306, hashtext($1))', [command.gssCode]);
      const existing = await act.tx.findOneBy(AuthorityEntity, { gssCode: command.gssCode });
      return existing ? this.enterExisting(act, existing, command) : this.create(act, command);
    });
  }

  private async create(act: Act, command: SetUpAuthorityCommand): Promise<AuthoritySetUp> {
    const { name, gssCode } = command;
    const id = uuid();
    const now = this.clock.now();
    await moveToTenant(act.tx, tenantOfOrganisation({ authorityId: id, providerId: null }));
    const [taken] = await act.tx.query('SELECT 1 FROM authority WHERE name = $1', [name]);
    if (taken) return { outcome: 'name_taken', authorityName: name };
    await act.tx.insert(AuthorityEntity, {
      ...{ id, name, gssCode, createdAt: now, packageCount: 0 },
      ...{ stage: 'preparing', stageSince: now },
    });
    await act.log('authority.recorded', { authorityId: id }, { authorityId: id, at: now });
    const link = await this.invite(act, id, command);
    return { outcome: 'created', authorityName: name, link };
  }

  private async enterExisting(
    act: Act,
    { id, name }: AuthorityEntity,
    command: SetUpAuthorityCommand,
  ): Promise<AuthoritySetUp> {
    const { tx } = act;
    await moveToTenant(tx, tenantOfOrganisation({ authorityId: id, providerId: null }));
    const administrators = await tx.find(UserEntity, {
      where: { authorityId: id, role: 'administrator' },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const enabled = administrators.filter(({ disabledAt }) => disabledAt === null);
    if (enabled.some(({ enteredAt }) => enteredAt !== null))
      return { outcome: 'has_administrator', authorityName: name };
    const now = this.clock.now();
    for (const user of enabled) await revokeAccountLink(act, user, now);
    const address = command.administrator.email.trim().toLowerCase();
    const invited = enabled.find(({ email }) => email.toLowerCase() === address);
    const link = invited
      ? await issueAccountLink(act, { user: invited, issuedBy: null, lifetimeMs: OPERATOR_LINK_MS, now })
      : await this.invite(act, id, command);
    return { outcome: 'link_renewed', authorityName: name, link };
  }

  private async invite(
    act: Act,
    authorityId: string,
    { administrator }: SetUpAuthorityCommand,
  ): Promise<IssuedLink> {
    const now = this.clock.now();
    const user = await addUser(act, {
      ...administrator,
      role: 'administrator',
      authorityId,
      providerId: null,
      invitedBy: null,
      now,
    });
    return issueAccountLink(act, { user, issuedBy: null, lifetimeMs: OPERATOR_LINK_MS, now });
  }
}

import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewUser, UserView } from '#contracts/identity';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { brokenConstraint } from '#platform/database/postgres-error';
import { hashPassword } from '#platform/security/passwords';
import { authorityOf } from '../access/scope.js';
import { looksAfterProvider, userView } from './identity.queries.js';
import { assertSoleAuthority } from './steps/lock-user.js';
import { UserEntity } from '../rows/user.entity.js';

/** Creates a user of the authority, or of a provider that the authority contracts with. */
@Injectable()
export class CreateUser {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `email_taken`; `provider_not_found` for a provider that does not work for the authority;
   *   `provider_shared` for a provider that also works for another authority
   */
  async execute(caller: Caller, { password, ...command }: NewUser): Promise<UserView> {
    const authorityId = authorityOf(caller.actor);
    const passwordHash = await hashPassword(password);
    return this.acts.run(caller, 'create-user', command, async (act) => {
      const { tx } = act;
      const { role, name } = command;
      const providerId = await this.providerFor(tx, authorityId, command);
      const now = this.clock.now();
      const user: UserEntity = {
        id: uuid(),
        email: command.email.trim(),
        name,
        role,
        authorityId: providerId === null ? authorityId : null,
        providerId,
        passwordHash,
        createdAt: now,
        disabledAt: null,
        version: 1,
      };
      await this.save(tx, user);
      await act.log(
        'user.created',
        { userId: user.id },
        { authorityId, providerIds: user.providerId === null ? [] : [user.providerId], at: now },
      );
      return userView(tx, user.id);
    });
  }

  private async providerFor(
    tx: Tx,
    authorityId: string,
    { role, providerId }: Pick<NewUser, 'role' | 'providerId'>,
  ): Promise<string | null> {
    if ((role === 'provider') !== (providerId !== undefined))
      throw new DomainError('invalid_request', {
        fields: { providerId: ['goes with role provider, and only with it'] },
      });
    if (providerId === undefined) return null;
    if (!(await looksAfterProvider(tx, authorityId, providerId))) throw new DomainError('provider_not_found');
    await assertSoleAuthority(tx, authorityId, providerId);
    return providerId;
  }

  private async save(tx: Tx, user: UserEntity): Promise<void> {
    try {
      await tx.insert(UserEntity, user);
    } catch (error) {
      if (brokenConstraint(error) === 'uq_app_user_email') throw new DomainError('email_taken');
      throw error;
    }
  }
}

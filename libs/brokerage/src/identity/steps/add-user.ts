import { v7 as uuid } from 'uuid';
import type { NewUser } from '#contracts/identity';
import { DomainError } from '#domain/domain-error';
import type { Act } from '#platform/acts/act';
import { brokenConstraint } from '#platform/database/postgres-error';
import type { Organisation } from '../../access/scope.js';
import { UserEntity } from '../../rows/user.entity.js';
import { accountEnvelope } from './account-envelope.js';

export interface UserToAdd extends Organisation, Pick<NewUser, 'email' | 'name' | 'role'> {
  readonly invitedBy: string | null;
  /** The authority that invites the first administrator of a provider, and so receives the event too. */
  readonly invitingAuthorityId?: string;
  readonly now: Date;
}

/**
 * Adds a user without a password. The user cannot sign in before setting a password with a link.
 *
 * @throws DomainError `email_taken`
 */
export async function addUser(act: Act, adding: UserToAdd): Promise<UserEntity> {
  const { email, name, role, authorityId, providerId, invitedBy, invitingAuthorityId, now } = adding;
  const user: UserEntity = {
    id: uuid(),
    email: email.trim(),
    name,
    role,
    authorityId,
    providerId,
    passwordHash: null,
    invitedBy,
    enteredAt: null,
    createdAt: now,
    disabledAt: null,
    version: 1,
  };
  await withFreeEmail(act.tx.insert(UserEntity, user));
  const envelope = accountEnvelope(user, now);
  await act.log(
    'user.created',
    { userId: user.id },
    { ...envelope, authorityId: authorityId ?? invitingAuthorityId ?? null },
  );
  return user;
}

/** @throws DomainError `email_taken` if the write gives an enabled user the address of another */
export async function withFreeEmail<T>(write: Promise<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (brokenConstraint(error) === 'uq_app_user_email') throw new DomainError('email_taken');
    throw error;
  }
}

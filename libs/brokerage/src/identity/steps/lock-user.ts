import type { Tx } from '#platform/database/database';
import { userIn, worksForOthers } from '../identity.queries.js';
import { UserEntity } from '../../rows/user.entity.js';
import { DomainError } from '#domain/domain-error';

/**
 * Locks the row of a user that administrators of the authority manage.
 *
 * @throws DomainError `user_not_found` for any other user
 */
export async function lockUser(tx: Tx, authorityId: string, id: string): Promise<UserEntity> {
  await userIn(tx, authorityId, id);
  return tx.findOneOrFail(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/**
 * Checks that the provider works for no other authority. An administrator who sets a password of a provider's
 * user could sign in as this user and see another authority's offers and people.
 *
 * @throws DomainError `provider_shared`
 */
export async function assertSoleAuthority(tx: Tx, authorityId: string, providerId: string): Promise<void> {
  if (await worksForOthers(tx, authorityId, providerId)) throw new DomainError('provider_shared');
}

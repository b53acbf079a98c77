import type { Tx } from '#platform/database/database';
import { userIn, worksForOthers } from '../identity.queries.js';
import { UserEntity } from '../../rows/user.entity.js';
import { DomainError } from '#domain/domain-error';

/**
 * Locks a user whom the authority's administrators look after.
 *
 * @throws DomainError `user_not_found` for everybody else
 */
export async function lockUser(tx: Tx, authorityId: string, id: string): Promise<UserEntity> {
  await userIn(tx, authorityId, id);
  return tx.findOneOrFail(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/**
 * Whoever sets a password can sign in with it. So an authority's administrators set those of a provider's
 * users only while the provider works for no other authority, whose offers and people it would open to them.
 *
 * @throws DomainError `provider_shared`
 */
export async function assertSoleAuthority(tx: Tx, authorityId: string, providerId: string): Promise<void> {
  if (await worksForOthers(tx, authorityId, providerId)) throw new DomainError('provider_shared');
}

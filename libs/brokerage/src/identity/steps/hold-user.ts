import type { Tx } from '#platform/database/database';
import { userIn } from '../identity.queries.js';
import { UserEntity } from '../../rows/user.entity.js';

/**
 * Locks a user whom the authority's administrators look after.
 *
 * @throws DomainError `user_not_found` for everybody else
 */
export async function holdUser(tx: Tx, authorityId: string, id: string): Promise<UserEntity> {
  await userIn(tx, authorityId, id);
  return tx.findOneOrFail(UserEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { UserEntity } from '../../rows/user.entity.js';

/**
 * Locks the account of the user who acts, so that a disabling or a change of role waits, or this act sees it.
 *
 * @throws DomainError `not_signed_in` if the user is disabled meanwhile
 */
export async function lockOwnAccount(tx: Tx, userId: string): Promise<UserEntity> {
  const user = await tx.findOne(UserEntity, {
    where: { id: userId },
    lock: { mode: 'pessimistic_write' },
  });
  if (!user || user.disabledAt !== null) throw new DomainError('not_signed_in');
  return user;
}

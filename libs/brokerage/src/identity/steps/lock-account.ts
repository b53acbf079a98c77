import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import type { Administrator } from '../../access/scope.js';
import { UserEntity } from '../../rows/user.entity.js';
import { userIn } from '../identity.queries.js';

/**
 * Locks the rows of an administrator and of a user of the same organisation, in the order of their ids. Then
 * checks again that the administrator is enabled. So if two administrators disable each other at once, only
 * one succeeds.
 *
 * @throws DomainError `not_signed_in` if the administrator was disabled or lost the role meanwhile;
 * `user_not_found` for a user of another organisation
 */
export async function lockAccount(tx: Tx, by: Administrator, id: string): Promise<UserEntity> {
  await lockUsers(tx, by, [by.userId, id]);
  await userIn(tx, by, id);
  return tx.findOneByOrFail(UserEntity, { id });
}

/**
 * Locks the row of an administrator who adds a user. Checks again that the administrator is enabled and still
 * has the role.
 */
export async function lockAdministrator(tx: Tx, by: Administrator): Promise<void> {
  await lockUsers(tx, by, [by.userId]);
}

async function lockUsers(tx: Tx, by: Administrator, ids: readonly string[]): Promise<void> {
  const locked = await tx.lock<{ id: string; role: string; disabledAt: Date | null }>(
    `SELECT id, role, disabled_at AS "disabledAt" FROM app_user WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
    [ids],
  );
  const acting = locked.find(({ id }) => id === by.userId);
  if (acting?.role !== by.role || acting.disabledAt !== null) throw new DomainError('not_signed_in');
}

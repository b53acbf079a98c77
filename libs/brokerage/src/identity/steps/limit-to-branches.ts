import type { Act } from '#platform/acts/act';
import type { Tx } from '#platform/database/database';
import { DomainError } from '#domain/domain-error';
import type { UserEntity } from '../../rows/user.entity.js';
import { accountEnvelope } from './account-envelope.js';

/**
 * Limits a user of a provider to some of its branches, instead of an earlier limit. The row of the user must be
 * locked. `null` ends the limit.
 *
 * @throws DomainError `branch_limit_not_for_role`; `branch_not_found` also for a branch of another provider
 */
export async function limitToBranches(
  act: Act,
  user: Pick<UserEntity, 'id' | 'role' | 'authorityId' | 'providerId'>,
  branchIds: readonly string[] | null,
  now: Date,
): Promise<void> {
  const { tx } = act;
  const { id: userId, role, providerId } = user;
  if (role !== 'provider') throw new DomainError('branch_limit_not_for_role');
  await endLimit(tx, userId);
  if (branchIds !== null) {
    const { count } = await tx.write(
      `INSERT INTO user_branch (user_id, branch_id, provider_id)
       SELECT $1, id, provider_id FROM branch WHERE provider_id = $2 AND id = ANY($3)`,
      [userId, providerId, branchIds],
    );
    // The list is not empty and has no repeats, so a smaller count means an unknown branch.
    if (count === 0 || count < branchIds.length) throw new DomainError('branch_not_found');
  }
  await act.log(
    'user.branches_changed',
    { userId, branchIds: branchIds === null ? [] : [...branchIds].sort() },
    accountEnvelope(user, now),
  );
}

/** Ends the limit of a user, whose row must be locked. */
export async function endLimit(tx: Tx, userId: string): Promise<void> {
  await tx.write('DELETE FROM user_branch WHERE user_id = $1', [userId]);
}

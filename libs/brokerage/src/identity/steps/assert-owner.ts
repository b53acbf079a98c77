import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';

/**
 * Checks that the user chosen as owner of some work is an enabled officer or commissioner of the authority.
 * Locks the user, so that the user cannot be disabled before the commit.
 *
 * @throws DomainError `user_not_found`
 */
export async function assertOwner(tx: Tx, authorityId: string, userId: string): Promise<void> {
  const [owner]: unknown[] = await tx.lock(
    `SELECT 1 FROM app_user
     WHERE id = $1 AND authority_id = $2 AND disabled_at IS NULL AND role IN ('officer', 'commissioner') FOR SHARE`,
    [userId, authorityId],
  );
  found(owner, 'user_not_found');
}

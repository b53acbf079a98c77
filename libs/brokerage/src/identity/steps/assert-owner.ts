import { mayOwn, OWNER_ROLES, type WorkKind } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';
import { deputyOf } from '#domain/rules-in-sql';
import { DomainError } from '#domain/domain-error';
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

/**
 * Locks the colleague who is given work, and returns the kinds of work that the colleague may own. A user who takes
 * work is there, also on a day of a recorded absence.
 *
 * @throws DomainError `owner_not_found`, `owner_absent`
 */
export async function lockNewOwner(
  tx: Tx,
  { authorityId, userId, byId, now }: { authorityId: string; userId: string; byId: string; now: Date },
): Promise<(kind: WorkKind) => boolean> {
  const [owner]: { role: Role }[] = await tx.lock(
    `SELECT role FROM app_user WHERE id = $1 AND authority_id = $2 AND disabled_at IS NULL AND role = ANY($3) FOR SHARE`,
    [userId, authorityId, OWNER_ROLES],
  );
  const { role } = found(owner, 'owner_not_found');
  const [away]: { deputyId: string | null }[] = await tx.query(
    `SELECT ${deputyOf('$1::uuid', '$2::timestamptz')} AS "deputyId"`,
    [userId, now],
  );
  if (userId !== byId && away?.deputyId) throw new DomainError('owner_absent');
  return (kind) => mayOwn(role, kind);
}

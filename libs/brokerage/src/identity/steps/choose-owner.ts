import type { OwnerRole } from '#contracts/open-work';
import { deputyOf } from '#domain/rules-in-sql';
import type { Tx } from '#platform/database/database';
import { loadOfKind, OWNED_WORK } from './owned-work.js';

export interface OwnerSought {
  readonly authorityId: string;
  /** The roles that the owner may have, the preferred role first. */
  readonly roles: readonly OwnerRole[];
  readonly exceptUserId?: string;
  /** Users who are chosen only if no other user has the role, because they may not do the work. */
  readonly lastUserIds?: readonly string[];
  /**
   * True for work that only commissioners do. Then a user with the preferred role is chosen even if all users with this
   * role are away. For other work, a user who is there comes before a user who is away, of any role.
   */
  readonly isRoleFirst?: boolean;
  /** The instant at which users are there or away. */
  readonly now: Date;
}

/** SQL: counts the open items of user `u`, over every kind of work that waits for the user. */
const OPEN_ITEMS = OWNED_WORK.map((owned) =>
  loadOfKind(owned, { userId: 'u.id', authorityId: 'u.authority_id' }),
).join(' + ');

/**
 * Chooses the owner of new work: an enabled user of the authority with one of the roles. Users who are there come first,
 * then the preferred role, then the fewest open items (docs/rules.md §5.1). If every such user is away, one who is away is
 * chosen. Returns null only if the authority has no enabled user with one of the roles. The user stays locked until the
 * commit, so a later act that disables the user finds the new work and reassigns it.
 */
export async function chooseOwner(tx: Tx, sought: OwnerSought): Promise<string | null> {
  for (;;) {
    const chosen = await leastBusy(tx, sought);
    if (chosen === null || (await lockIfAvailable(tx, chosen, sought.roles))) return chosen;
  }
}

async function leastBusy(
  tx: Tx,
  { authorityId, roles, exceptUserId, lastUserIds = [], isRoleFirst = false, now }: OwnerSought,
): Promise<string | null> {
  const [chosen]: { id: string }[] = await tx.query(
    `SELECT u.id FROM app_user u
     WHERE u.authority_id = $1 AND u.disabled_at IS NULL AND u.role = ANY($2) AND u.id IS DISTINCT FROM $3
     ORDER BY CASE WHEN $6::boolean THEN array_position($2, u.role) END,
              ${deputyOf('u.id', '$5::timestamptz')} IS NOT NULL, array_position($2, u.role), u.id = ANY($4::uuid[]),
              ${OPEN_ITEMS},
              u.created_at, u.id
     LIMIT 1`,
    [authorityId, roles, exceptUserId ?? null, lastUserIds, now, isRoleFirst],
  );
  return chosen?.id ?? null;
}

/**
 * Locks the user, after waiting for any transaction that is changing the user. Returns false if the user has
 * been disabled meanwhile.
 */
export async function lockIfAvailable(tx: Tx, id: string, roles: readonly OwnerRole[]): Promise<boolean> {
  const locked = await tx.lock(
    'SELECT 1 FROM app_user WHERE id = $1 AND disabled_at IS NULL AND role = ANY($2) FOR SHARE',
    [id, roles],
  );
  return locked.length > 0;
}

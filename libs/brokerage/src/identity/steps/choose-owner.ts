import type { OwnerRole } from '#contracts/open-work';
import { deputyOf } from '#domain/rules-in-sql';
import type { Tx } from '#platform/database/database';

export interface OwnerSought {
  readonly authorityId: string;
  /**
   * The roles that the owner may have, the preferred role first. The first role with an enabled user is used.
   */
  readonly roles: readonly OwnerRole[];
  readonly exceptUserId?: string;
  /** Users who are chosen only if no other user has the role, because they may not do the work. */
  readonly lastUserIds?: readonly string[];
  /** Users who are away at this instant are chosen only if no user with one of the roles is there. */
  readonly now: Date;
}

/**
 * Chooses the owner of new work: the enabled user of the authority who is there and has the fewest open items. Returns
 * null if there is no such user. The user stays locked until the commit, so a later act that disables the user
 * finds the new work and reassigns it.
 */
export async function chooseOwner(tx: Tx, sought: OwnerSought): Promise<string | null> {
  for (;;) {
    const chosen = await leastBusy(tx, sought);
    if (chosen === null || (await lockIfAvailable(tx, chosen, sought.roles))) return chosen;
  }
}

async function leastBusy(
  tx: Tx,
  { authorityId, roles, exceptUserId, lastUserIds = [], now }: OwnerSought,
): Promise<string | null> {
  const [chosen]: { id: string }[] = await tx.query(
    `SELECT u.id FROM app_user u
     WHERE u.authority_id = $1 AND u.disabled_at IS NULL AND u.role = ANY($2) AND u.id IS DISTINCT FROM $3
     ORDER BY ${deputyOf('u.id', '$5::timestamptz')} IS NOT NULL, array_position($2, u.role), u.id = ANY($4::uuid[]),
              (SELECT count(*) FROM package p WHERE p.next_action_owner_id = u.id)
              + (SELECT count(*) FROM reallocation_case c WHERE c.next_action_owner_id = u.id)
              + (SELECT count(*) FROM variation_request r WHERE r.owner_id = u.id AND r.status = 'requested')
              + (SELECT count(*) FROM restriction_contest t WHERE t.owner_id = u.id AND t.status = 'open'),
              u.created_at, u.id
     LIMIT 1`,
    [authorityId, roles, exceptUserId ?? null, lastUserIds, now],
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

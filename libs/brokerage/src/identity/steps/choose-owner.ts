import type { Role } from '#contracts/roles-and-actors';
import type { Tx } from '#platform/database/database';

export interface OwnerSought {
  readonly authorityId: string;
  /** In order of preference. The first role with an enabled user decides. */
  readonly roles: readonly Extract<Role, 'officer' | 'commissioner'>[];
  readonly exceptUserId?: string;
}

/**
 * Chooses an enabled user of the authority as owner: the one with the fewest open items. Returns null if there is
 * none. The user is locked until the commit, so disabling the user later finds this work and reassigns it.
 */
export async function chooseOwner(tx: Tx, sought: OwnerSought): Promise<string | null> {
  for (;;) {
    const chosen = await leastBusy(tx, sought);
    if (chosen === null || (await lockIfAvailable(tx, chosen, sought))) return chosen;
  }
}

async function leastBusy(tx: Tx, { authorityId, roles, exceptUserId }: OwnerSought): Promise<string | null> {
  const [chosen]: { id: string }[] = await tx.query(
    `SELECT u.id FROM app_user u
     WHERE u.authority_id = $1 AND u.disabled_at IS NULL AND u.role = ANY($2) AND u.id IS DISTINCT FROM $3
     ORDER BY array_position($2, u.role),
              (SELECT count(*) FROM package p WHERE p.next_action_owner_id = u.id)
              + (SELECT count(*) FROM reallocation_case c WHERE c.next_action_owner_id = u.id)
              + (SELECT count(*) FROM variation_request r WHERE r.owner_id = u.id AND r.status = 'requested'),
              u.created_at, u.id
     LIMIT 1`,
    [authorityId, roles, exceptUserId ?? null],
  );
  return chosen?.id ?? null;
}

/**
 * Locks the user, after waiting for a transaction that changes the user. Returns false if the user is
 * disabled by then.
 */
async function lockIfAvailable(tx: Tx, id: string, { roles }: OwnerSought): Promise<boolean> {
  const locked = await tx.lock(
    'SELECT 1 FROM app_user WHERE id = $1 AND disabled_at IS NULL AND role = ANY($2) FOR SHARE',
    [id, roles],
  );
  return locked.length > 0;
}

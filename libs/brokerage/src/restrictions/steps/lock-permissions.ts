import type { Tx } from '#platform/database/database';

/**
 * Locks a person's or package's unused permissions, so that two acts cannot consume one permission. An act
 * takes this lock before it reads the facts.
 */
export async function lockPermissions(tx: Tx, personId: string, packageId: string): Promise<void> {
  await tx.lock(
    'SELECT 1 FROM permission WHERE (person_id = $1 OR package_id = $2) AND used_at IS NULL ORDER BY id FOR UPDATE',
    [personId, packageId],
  );
}

import type { Tx } from '#platform/database/database';
import { chooseOwner } from '../../identity/steps/choose-owner.js';

/**
 * Chooses who owns what is open in a change of system: the commissioner who started the last import of care, or else the
 * commissioner with the fewest open items. Null if the authority has no enabled commissioner.
 */
export async function ownerOfCutOver(tx: Tx, authorityId: string): Promise<string | null> {
  const [importer] = await tx.lock<{ id: string }>(
    `SELECT u.id FROM app_user u
     WHERE u.disabled_at IS NULL AND u.role = 'commissioner' AND u.id = (
       SELECT f.started_by FROM import_file f
       WHERE f.authority_id = $1 AND f.kind = 'care' AND f.started_at IS NOT NULL ORDER BY f.started_at DESC LIMIT 1)
     FOR SHARE OF u`,
    [authorityId],
  );
  return importer?.id ?? chooseOwner(tx, { authorityId, roles: ['commissioner'] });
}

import type { Tx } from '#platform/database/database';
import { chooseOwner } from '../../identity/steps/choose-owner.js';
import { ownerWhoIsThere } from '../../identity/steps/owner-who-is-there.js';

/**
 * Chooses who owns what is open in a change of system: the commissioner who started the last import of care, or else the
 * commissioner with the fewest open items. If the importer is away, the deputy. Null if the authority has no enabled commissioner.
 */
export async function ownerOfCutOver(tx: Tx, authorityId: string, now: Date): Promise<string | null> {
  const [importer] = await tx.lock<{ id: string }>(
    `SELECT u.id FROM app_user u
     WHERE u.disabled_at IS NULL AND u.role = 'commissioner' AND u.id = (
       SELECT f.started_by FROM import_file f
       WHERE f.authority_id = $1 AND f.kind = 'care' AND f.started_at IS NOT NULL ORDER BY f.started_at DESC LIMIT 1)
     FOR SHARE OF u`,
    [authorityId],
  );
  if (importer) return ownerWhoIsThere(tx, importer.id, now);
  return chooseOwner(tx, { authorityId, roles: ['commissioner'], now });
}

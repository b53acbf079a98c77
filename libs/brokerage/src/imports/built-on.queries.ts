import type { ImportKind } from '#contracts/imports';
import type { Reader } from '#platform/database/database';

/**
 * For each kind, finds the imported records that later work uses or that a user has changed. Foreign keys stand behind
 * these statements.
 */
const BUILT_ON = {
  lots: `
    SELECT l.id FROM lot l JOIN imported ON imported.id = l.id::text
    WHERE l.version > 1 OR EXISTS (SELECT 1 FROM contract c WHERE c.lot_id = l.id)
       OR EXISTS (SELECT 1 FROM capacity c WHERE c.lot_id = l.id) OR EXISTS (SELECT 1 FROM package k WHERE k.lot_id = l.id)
       OR EXISTS (SELECT 1 FROM restriction_lot r WHERE r.lot_id = l.id)`,
  contracts: `
    SELECT c.id FROM contract c JOIN imported ON imported.id = c.id::text JOIN import_file f ON f.id = $1
    WHERE c.version > 1
       OR EXISTS (SELECT 1 FROM subcontract s WHERE s.authority_id = c.authority_id AND s.branch_id = c.branch_id AND s.lot_id = c.lot_id)
       OR EXISTS (SELECT 1 FROM capacity a WHERE a.authority_id = c.authority_id AND a.branch_id = c.branch_id AND a.lot_id = c.lot_id)
       OR EXISTS (SELECT 1 FROM broadcast b JOIN package k ON k.id = b.package_id
                  WHERE b.authority_id = c.authority_id AND k.lot_id = c.lot_id AND b.opened_at >= f.started_at)`,
  subcontracts: `
    SELECT s.id FROM subcontract s JOIN imported ON imported.id = s.id::text JOIN import_file f ON f.id = $1
    WHERE EXISTS (SELECT 1 FROM capacity a WHERE a.authority_id = s.authority_id AND a.branch_id = s.delivering_branch_id
                  AND a.lot_id = s.lot_id)
       OR EXISTS (SELECT 1 FROM placement p WHERE p.authority_id = s.authority_id AND p.branch_id = s.branch_id
                  AND p.delivering_branch_id = s.delivering_branch_id AND p.lot_id = s.lot_id)
       OR EXISTS (SELECT 1 FROM broadcast b JOIN package k ON k.id = b.package_id
                  WHERE b.authority_id = s.authority_id AND k.lot_id = s.lot_id AND b.opened_at >= f.started_at)`,
  capacity: `
    SELECT c.branch_id FROM capacity c JOIN imported ON imported.id = c.branch_id || ' ' || c.lot_id
    JOIN import_file f ON f.id = $1 AND f.authority_id = c.authority_id
    WHERE c.version > 1 OR EXISTS (SELECT 1 FROM broadcast b JOIN package k ON k.id = b.package_id
      WHERE b.authority_id = c.authority_id AND k.lot_id = c.lot_id AND b.opened_at >= f.started_at)`,
  people: `
    SELECT p.id FROM person p JOIN imported ON imported.id = p.id::text
    WHERE p.version > 1 OR EXISTS (SELECT 1 FROM package k WHERE k.person_id = p.id)
       OR EXISTS (SELECT 1 FROM person_exclusion e WHERE e.person_id = p.id)
       OR EXISTS (SELECT 1 FROM permission e WHERE e.person_id = p.id)`,
  care: `
    SELECT p.id FROM placement p JOIN imported ON imported.id = p.id::text JOIN package k ON k.id = p.package_id
    WHERE p.status <> 'live' OR k.status <> 'live' OR k.version > 1
       OR EXISTS (SELECT 1 FROM variation v WHERE v.placement_id = p.id)
       OR EXISTS (SELECT 1 FROM variation_request v WHERE v.placement_id = p.id)
       OR EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = k.id)
       OR EXISTS (SELECT 1 FROM reallocation_case c WHERE c.placement_id = p.id)
       OR EXISTS (SELECT 1 FROM reallocation_untouched u WHERE u.placement_id = p.id)
       OR EXISTS (SELECT 1 FROM permission e WHERE e.package_id = k.id)
       OR EXISTS (SELECT 1 FROM concern c WHERE c.package_id = k.id AND c.kind <> 'condition_breach')`,
} as const satisfies Partial<Record<ImportKind, string>>;

export type TakenBackKind = keyof typeof BUILT_ON;

export const isTakenBack = (kind: ImportKind): kind is TakenBackKind => Object.hasOwn(BUILT_ON, kind);

/** Counts the imported records that later work uses, so that the import cannot be taken back. */
export async function recordsBuiltOn(reader: Reader, importId: string, kind: TakenBackKind): Promise<number> {
  const [row] = await reader.query<{ rows: number }>(
    `WITH imported AS (SELECT record_id AS id FROM imported_record WHERE import_id = $1)
     SELECT count(*)::int AS rows FROM (${BUILT_ON[kind]}) used`,
    [importId],
  );
  return row?.rows ?? 0;
}

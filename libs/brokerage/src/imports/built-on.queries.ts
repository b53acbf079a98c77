import { type ImportKind, KINDS_TAKEN_BACK } from '#contracts/imports';
import type { Reader } from '#platform/database/database';

export type TakenBackKind = (typeof KINDS_TAKEN_BACK)[number];

export const isTakenBack = (kind: ImportKind): kind is TakenBackKind =>
  (KINDS_TAKEN_BACK as readonly ImportKind[]).includes(kind);

/**
 * Counts the imported records that later work uses or that a user has changed, so that the import cannot be taken back.
 * Foreign keys stand behind these statements.
 */
export async function recordsBuiltOn(reader: Reader, importId: string, kind: TakenBackKind): Promise<number> {
  const rows = await recordsUsed(reader, importId, kind);
  return rows.length;
}

function recordsUsed(reader: Reader, importId: string, kind: TakenBackKind): Promise<{ id: string }[]> {
  switch (kind) {
    case 'lots':
      return reader.query(LOTS, [importId]);
    case 'contracts':
      return reader.query(CONTRACTS, [importId]);
    case 'subcontracts':
      return reader.query(SUBCONTRACTS, [importId]);
    case 'capacity':
      return reader.query(CAPACITY, [importId]);
    case 'people':
      return reader.query(PEOPLE, [importId]);
    case 'care':
      return reader.query(CARE, [importId]);
  }
}

const IMPORTED = 'WITH imported AS (SELECT record_id AS id FROM imported_record WHERE import_id = $1)';

const LOTS = `${IMPORTED}
  SELECT l.id::text AS id FROM lot l JOIN imported ON imported.id = l.id::text
  WHERE l.version > 1 OR EXISTS (SELECT 1 FROM contract c WHERE c.lot_id = l.id)
     OR EXISTS (SELECT 1 FROM capacity c WHERE c.lot_id = l.id) OR EXISTS (SELECT 1 FROM package k WHERE k.lot_id = l.id)
     OR EXISTS (SELECT 1 FROM restriction_lot r WHERE r.lot_id = l.id)`;

const CONTRACTS = `${IMPORTED}
  SELECT c.id::text AS id FROM contract c JOIN imported ON imported.id = c.id::text JOIN import_file f ON f.id = $1
  WHERE c.version > 1
     OR EXISTS (SELECT 1 FROM subcontract s WHERE s.authority_id = c.authority_id AND s.branch_id = c.branch_id AND s.lot_id = c.lot_id)
     OR EXISTS (SELECT 1 FROM capacity a WHERE a.authority_id = c.authority_id AND a.branch_id = c.branch_id AND a.lot_id = c.lot_id)
     OR EXISTS (SELECT 1 FROM placement p WHERE p.authority_id = c.authority_id AND p.branch_id = c.branch_id AND p.lot_id = c.lot_id)
     OR EXISTS (SELECT 1 FROM broadcast b JOIN package k ON k.id = b.package_id
                WHERE b.authority_id = c.authority_id AND k.lot_id = c.lot_id AND b.opened_at >= f.started_at)`;

const SUBCONTRACTS = `${IMPORTED}
  SELECT s.id::text AS id FROM subcontract s JOIN imported ON imported.id = s.id::text JOIN import_file f ON f.id = $1
  WHERE EXISTS (SELECT 1 FROM capacity a WHERE a.authority_id = s.authority_id AND a.branch_id = s.delivering_branch_id
                AND a.lot_id = s.lot_id)
     OR EXISTS (SELECT 1 FROM placement p WHERE p.authority_id = s.authority_id AND p.branch_id = s.branch_id
                AND p.delivering_branch_id = s.delivering_branch_id AND p.lot_id = s.lot_id)
     OR EXISTS (SELECT 1 FROM broadcast b JOIN package k ON k.id = b.package_id
                WHERE b.authority_id = s.authority_id AND k.lot_id = s.lot_id AND b.opened_at >= f.started_at)`;

const CAPACITY = `${IMPORTED}
  SELECT c.branch_id::text AS id FROM capacity c JOIN imported ON imported.id = c.branch_id || ' ' || c.lot_id
  JOIN import_file f ON f.id = $1 AND f.authority_id = c.authority_id
  WHERE c.version > 1 OR EXISTS (SELECT 1 FROM broadcast b JOIN package k ON k.id = b.package_id
    WHERE b.authority_id = c.authority_id AND k.lot_id = c.lot_id AND b.opened_at >= f.started_at)`;

const PEOPLE = `${IMPORTED}
  SELECT p.id::text AS id FROM person p JOIN imported ON imported.id = p.id::text JOIN import_file f ON f.id = $1
  WHERE p.version > 1 OR p.merged_into_id IS NOT NULL
     OR EXISTS (SELECT 1 FROM person o WHERE o.merged_into_id = p.id)
     OR EXISTS (SELECT 1 FROM package k WHERE k.person_id = p.id)
     OR EXISTS (SELECT 1 FROM person_distinction d WHERE p.id IN (d.person_id, d.other_person_id) AND d.confirmed_at > f.moved_at)
     OR EXISTS (SELECT 1 FROM person_exclusion e WHERE e.person_id = p.id)
     OR EXISTS (SELECT 1 FROM permission e WHERE e.person_id = p.id)`;

const CARE = `${IMPORTED}
  SELECT p.id::text AS id FROM placement p JOIN imported ON imported.id = p.id::text JOIN package k ON k.id = p.package_id
  WHERE p.status <> 'live' OR k.status <> 'live' OR k.version > 1
     OR EXISTS (SELECT 1 FROM variation v WHERE v.placement_id = p.id)
     OR EXISTS (SELECT 1 FROM variation_request v WHERE v.placement_id = p.id)
     OR EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = k.id)
     OR EXISTS (SELECT 1 FROM reallocation_case c WHERE c.placement_id = p.id)
     OR EXISTS (SELECT 1 FROM reallocation_untouched u WHERE u.placement_id = p.id)
     OR EXISTS (SELECT 1 FROM permission e WHERE e.package_id = k.id)
     OR EXISTS (SELECT 1 FROM concern c WHERE c.package_id = k.id AND c.kind <> 'condition_breach')`;

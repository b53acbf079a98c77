import type { RiskyCare } from '#domain/reallocations/in-order-of-risk';
import { riskOf } from '#domain/reallocations/in-order-of-risk';
import type { Visit } from '#contracts/visits';
import { caseIsOpen } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { KEPT_ON_THIS_GROUND } from './grounds.queries.js';

/** Whose care, and in which lots; all lots when none is named. */
export interface CareScope {
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotIds: readonly string[];
}

export interface PlacementInScope extends RiskyCare {
  readonly packageId: string;
  readonly personId: string;
}

const IN_SCOPE = `p.authority_id = $1 AND p.status = 'live' AND (cardinality($3::uuid[]) = 0 OR p.lot_id = ANY($3))`;

const parameters = ({ authorityId, branchId, lotIds }: CareScope): readonly unknown[] => [
  authorityId,
  branchId,
  lotIds,
];

/**
 * The live care that a branch delivers, that no other case moves already and that nobody has decided to keep
 * where it is on the same ground; held so that none of it ends while the cases are made (docs/rules.md §4.2).
 */
export async function holdPlacementsInScope(
  reader: Reader,
  scope: CareScope,
  reallocationId: string,
): Promise<PlacementInScope[]> {
  const rows: (Omit<PlacementInScope, 'timeCritical' | 'doubleUp'> & { visits: Visit[] })[] =
    await reader.query(
      `SELECT p.id AS "placementId", p.package_id AS "packageId", p.person_id AS "personId",
              p.weekly_minutes AS "weeklyMinutes", p.visits, person.lives_alone AS "livesAlone"
       FROM placement p JOIN person ON person.id = p.person_id
       WHERE ${IN_SCOPE} AND p.delivering_branch_id = $2
         AND NOT EXISTS (SELECT 1 FROM reallocation_case c
                         WHERE c.package_id = p.package_id AND ${caseIsOpen('c')})
         AND NOT EXISTS (${KEPT_ON_THIS_GROUND})
       ORDER BY p.id FOR SHARE OF p`,
      [...parameters(scope), reallocationId],
    );
  return rows.map(({ visits, ...row }) => ({ ...row, ...riskOf(visits) }));
}

/** Keeps which care under the branch's contract others deliver, and so is not touched; how much that is. */
export async function writeUntouched(
  reader: Reader,
  reallocationId: string,
  scope: CareScope,
): Promise<number> {
  const rows: unknown[] = await reader.query(
    `INSERT INTO reallocation_untouched (reallocation_id, placement_id, authority_id, delivering_branch_id, weekly_minutes)
     SELECT $4, p.id, p.authority_id, p.delivering_branch_id, p.weekly_minutes FROM placement p
     WHERE ${IN_SCOPE} AND p.branch_id = $2 AND p.delivering_branch_id <> $2
     ON CONFLICT DO NOTHING RETURNING placement_id`,
    [...parameters(scope), reallocationId],
  );
  return rows.length;
}

import type { RiskyCare } from '#domain/reallocations/in-order-of-risk';
import { riskOf } from '#domain/reallocations/in-order-of-risk';
import type { Visit } from '#contracts/visits';
import type { Tx } from '#platform/database/database';
import { isToBeTransferred } from '../reallocation-grounds.queries.js';

/** The care of one branch for one authority in some lots. An empty list `lotIds` means all lots. */
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
 * Locks and returns the live care to be transferred from a branch. Leaves out care with an open case, and
 * care that an officer has decided to keep at the branch.
 */
export async function lockPlacementsInScope(
  tx: Tx,
  scope: CareScope,
  reallocationId: string,
): Promise<PlacementInScope[]> {
  const rows: (Omit<PlacementInScope, 'timeCritical' | 'doubleUp'> & {
    readonly visits: readonly Visit[];
  })[] = await tx.lock(
    `SELECT p.id AS "placementId", p.package_id AS "packageId", p.person_id AS "personId",
              p.weekly_minutes AS "weeklyMinutes", p.visits, person.lives_alone AS "livesAlone"
       FROM placement p JOIN person ON person.id = p.person_id
       WHERE ${IN_SCOPE} AND p.delivering_branch_id = $2
         AND ${isToBeTransferred('$4')}
       ORDER BY p.id FOR SHARE OF p`,
    [...parameters(scope), reallocationId],
  );
  return rows.map(({ visits, ...row }) => ({ ...row, ...riskOf(visits) }));
}

/**
 * Records the care that other branches deliver under the contracts of the branch that is left. This care is
 * not transferred. Returns the number of such placements.
 */
export async function recordUntouchedCare(tx: Tx, reallocationId: string, scope: CareScope): Promise<number> {
  const { count } = await tx.write(
    `INSERT INTO reallocation_untouched (reallocation_id, placement_id, authority_id, delivering_branch_id, weekly_minutes)
     SELECT $4, p.id, p.authority_id, p.delivering_branch_id, p.weekly_minutes FROM placement p
     WHERE ${IN_SCOPE} AND p.branch_id = $2 AND p.delivering_branch_id <> $2
     ON CONFLICT DO NOTHING`,
    [...parameters(scope), reallocationId],
  );
  return count;
}

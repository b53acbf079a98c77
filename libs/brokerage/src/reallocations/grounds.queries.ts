import type { ReallocationGround } from '#contracts/jobs';
import type { ReallocationCause } from '#contracts/reallocations';
import type { Reader } from '#platform/database/database';
import type { CareScope } from './placements-in-scope.queries.js';

/** What a ground calls for in one authority. */
export interface Grounded extends CareScope {
  readonly cause: ReallocationCause;
  readonly restrictionId: string | null;
  readonly handBackId: string | null;
  readonly leavesOn: string | null;
}

const SUSPENDED = `
  SELECT 'suspension' AS cause, r.id AS restriction_id, NULL::uuid AS hand_back_id, r.branch_id, bound.authority_id,
         ARRAY(SELECT lot_id FROM restriction_lot l WHERE l.restriction_id = r.id ORDER BY lot_id) AS lot_ids,
         NULL::date AS leaves_on
  FROM restriction r
  JOIN restriction_condition c ON c.restriction_id = r.id AND c.kind = 'suspended' AND c.removed_at IS NULL
  CROSS JOIN LATERAL (
    SELECT DISTINCT p.authority_id FROM placement p
    WHERE p.delivering_branch_id = r.branch_id AND p.status = 'live'
      AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = p.authority_id)) bound
  WHERE r.enforced_at IS NOT NULL AND r.lifted_at IS NULL AND (r.to_at IS NULL OR r.to_at > $1)`;

const HANDED_BACK = `
  SELECT 'hand_back', NULL, h.id, h.branch_id, h.authority_id, h.lot_ids, h.leaves_on FROM hand_back h`;

/** Deregistered, dormant, or no longer registered for personal care: the branch may not deliver any more. */
const CLOSED = `
  SELECT 'closure', NULL, NULL, b.id, p.authority_id, '{}'::uuid[], NULL
  FROM branch b
  JOIN LATERAL (SELECT DISTINCT authority_id FROM placement
                WHERE delivering_branch_id = b.id AND status = 'live') p ON true
  WHERE b.registration_status <> 'registered' OR b.dormant OR NOT b.personal_care`;

const GROUNDED = `
  SELECT g.cause, g.restriction_id AS "restrictionId", g.hand_back_id AS "handBackId", g.branch_id AS "branchId",
         g.authority_id AS "authorityId", g.lot_ids AS "lotIds", g.leaves_on AS "leavesOn"
  FROM (${SUSPENDED} UNION ALL ${HANDED_BACK} UNION ALL ${CLOSED}) g
  WHERE EXISTS (SELECT 1 FROM placement p
                WHERE p.authority_id = g.authority_id AND p.delivering_branch_id = g.branch_id AND p.status = 'live'
                  AND (cardinality(g.lot_ids) = 0 OR p.lot_id = ANY(g.lot_ids)))
    AND NOT EXISTS (SELECT 1 FROM reallocation r
                    WHERE r.authority_id = g.authority_id AND r.branch_id = g.branch_id AND r.cause = g.cause
                      AND r.restriction_id IS NOT DISTINCT FROM g.restriction_id
                      AND r.hand_back_id IS NOT DISTINCT FROM g.hand_back_id
                      AND (g.cause <> 'closure' OR r.status <> 'finished'))`;

/** What a ground calls for, in each authority that has care there and has not been proposed it yet. */
export function groundedBy(reader: Reader, ground: ReallocationGround, now: Date): Promise<Grounded[]> {
  const by =
    'restrictionId' in ground ? ground.restrictionId : 'handBackId' in ground ? ground.handBackId : null;
  const closed = 'closedBranchId' in ground ? ground.closedBranchId : null;
  return reader.query(
    `${GROUNDED} AND (g.restriction_id = $2 OR g.hand_back_id = $2 OR (g.cause = 'closure' AND g.branch_id = $3))
     ORDER BY g.authority_id`,
    [now, by, closed],
  );
}

/** Every ground that has not been proposed: what a lost job leaves. */
export async function groundsUnproposed(reader: Reader, now: Date): Promise<ReallocationGround[]> {
  const rows: Grounded[] = await reader.query(`${GROUNDED} ORDER BY g.authority_id LIMIT 1000`, [now]);
  return rows.map(({ restrictionId, handBackId, branchId }) => {
    if (restrictionId !== null) return { restrictionId };
    return handBackId !== null ? { handBackId } : { closedBranchId: branchId };
  });
}

const GROUNDLESS = `
  FROM reallocation a JOIN restriction r ON r.id = a.restriction_id
  WHERE a.status IN ('proposed', 'running', 'paused')
    AND (r.lifted_at IS NOT NULL OR r.to_at <= $1
         OR NOT EXISTS (SELECT 1 FROM restriction_condition c WHERE c.restriction_id = r.id AND c.kind = 'suspended' AND c.removed_at IS NULL))`;

/** Reallocations that a suspension called for which is over, lifted or by its date, and that go on none the less. */
export async function groundless(reader: Reader, now: Date, restrictionId: string): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(`SELECT a.id ${GROUNDLESS} AND r.id = $2 ORDER BY a.id`, [
    now,
    restrictionId,
  ]);
  return rows.map(({ id }) => id);
}

/** The suspensions that are over while what they called for goes on. */
export function restrictionsGoneBy(reader: Reader, now: Date): Promise<{ restrictionId: string }[]> {
  return reader.query(`SELECT DISTINCT r.id AS "restrictionId" ${GROUNDLESS}`, [now]);
}

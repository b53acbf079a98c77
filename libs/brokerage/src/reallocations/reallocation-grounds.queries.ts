import type { PassingGround, ReallocationGround } from '#contracts/jobs';
import type { ReallocationCause } from '#contracts/reallocations';
import { caseIsOpen, mayDeliver, restrictionNotOver } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import type { CareScope } from './steps/placements-in-scope.js';

/** One authority's care that must leave a branch, with the reason (suspension, hand-back or closure). */
export interface Grounded extends CareScope {
  readonly cause: ReallocationCause;
  readonly restrictionId: string | null;
  readonly handBackId: string | null;
  readonly leavesOn: string | null;
}

/**
 * An SQL fragment that selects the suspensions in force as grounds (reasons to transfer care). Decisions
 * about care from before `since` do not count. For a suspension, all decisions count.
 */
const SUSPENDED = `
  SELECT 'suspension' AS cause, r.id AS restriction_id, NULL::uuid AS hand_back_id, r.branch_id,
         ARRAY(SELECT lot_id FROM restriction_lot l WHERE l.restriction_id = r.id ORDER BY lot_id) AS lot_ids,
         NULL::date AS leaves_on, r.valid_for_authority_id AS only_authority_id, '-infinity'::timestamptz AS since
  FROM restriction r
  JOIN restriction_condition c ON c.restriction_id = r.id AND c.kind = 'suspended' AND c.removed_at IS NULL
  WHERE r.enforced_at IS NOT NULL AND ${restrictionNotOver('r', '$1')}`;

const HANDED_BACK = `
  SELECT 'hand_back', NULL, h.id, h.branch_id, h.lot_ids, h.leaves_on, h.authority_id, '-infinity' FROM hand_back h`;

/**
 * An SQL fragment that selects closures as grounds (reasons to transfer care). A closed branch may not
 * deliver care any more.
 */
const CLOSED = `
  SELECT 'closure', NULL, NULL, b.id, '{}'::uuid[], NULL, NULL, coalesce(b.closed_at, '-infinity')
  FROM branch b WHERE NOT ${mayDeliver('b')}`;

/**
 * An SQL condition that is true if ground `g` is the reason for reallocation `r`. A ground is a suspension, a
 * hand-back or a closure.
 */
const SAME_GROUND = `r.cause = g.cause AND r.restriction_id IS NOT DISTINCT FROM g.restriction_id
  AND r.hand_back_id IS NOT DISTINCT FROM g.hand_back_id`;

/**
 * An SQL condition on live care `p` at the branch of ground `g`, a reason to transfer care. True if the care
 * has no open case, and no user has kept the care or dismissed its reallocation because of `g`.
 *
 * Care that a stopped reallocation left at the branch is undecided too. The ground still exists, so a
 * commissioner must decide again.
 */
const UNDECIDED = `
  p.status = 'live' AND p.delivering_branch_id = g.branch_id
  AND (g.only_authority_id IS NULL OR p.authority_id = g.only_authority_id)
  AND (cardinality(g.lot_ids) = 0 OR p.lot_id = ANY(g.lot_ids))
  AND (g.leaves_on IS NULL OR (p.started_at AT TIME ZONE 'Europe/London')::date <= g.leaves_on)
  AND NOT EXISTS (SELECT 1 FROM reallocation_case c
                  WHERE c.package_id = p.package_id AND ${caseIsOpen('c')})
  AND NOT EXISTS (SELECT 1 FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
                  WHERE c.placement_id = p.id AND c.status = 'kept' AND c.keep_cause = 'decided'
                    AND c.changed_at >= g.since AND ${SAME_GROUND})
  AND NOT EXISTS (SELECT 1 FROM reallocation r
                  WHERE r.authority_id = p.authority_id AND r.branch_id = g.branch_id AND r.status = 'dismissed'
                    AND r.stop_cause IS NULL AND r.proposed_at >= greatest(g.since, p.started_at)
                    AND (cardinality(r.lot_ids) = 0 OR p.lot_id = ANY(r.lot_ids)) AND ${SAME_GROUND})`;

const GROUNDED = `
  SELECT DISTINCT g.cause, g.restriction_id AS "restrictionId", g.hand_back_id AS "handBackId", g.branch_id AS "branchId",
         p.authority_id AS "authorityId", g.lot_ids AS "lotIds", g.leaves_on AS "leavesOn"
  FROM (${SUSPENDED} UNION ALL ${HANDED_BACK} UNION ALL ${CLOSED}) g
  JOIN placement p ON ${UNDECIDED}
  WHERE NOT EXISTS (SELECT 1 FROM reallocation r
                    WHERE r.authority_id = p.authority_id AND r.branch_id = g.branch_id AND r.status = 'proposed'
                      AND ${SAME_GROUND})`;

/**
 * Reads the care that must be transferred because of one suspension, hand-back or closure. Leaves out care
 * with an open case, and care about which a user has decided already.
 */
export function groundedBy(reader: Reader, ground: ReallocationGround, now: Date): Promise<Grounded[]> {
  const by =
    'restrictionId' in ground ? ground.restrictionId : 'handBackId' in ground ? ground.handBackId : null;
  const closed = 'closedBranchId' in ground ? ground.closedBranchId : null;
  return reader.query(
    `${GROUNDED} AND (g.restriction_id = $2 OR g.hand_back_id = $2 OR (g.cause = 'closure' AND g.branch_id = $3))
     ORDER BY p.authority_id`,
    [now, by, closed],
  );
}

/**
 * Lists suspensions, hand-backs and closures for which care must be transferred but no reallocation is
 * proposed. This happens if the queue has lost the job that proposes reallocations.
 */
export async function groundsUnproposed(reader: Reader, now: Date): Promise<ReallocationGround[]> {
  const rows: Grounded[] = await reader.query(`${GROUNDED} ORDER BY p.authority_id LIMIT 1000`, [now]);
  return rows.map(({ restrictionId, handBackId, branchId }) => {
    if (restrictionId !== null) return { restrictionId };
    return handBackId !== null ? { handBackId } : { closedBranchId: branchId };
  });
}

/**
 * An SQL condition that is true if an officer has decided to keep the care of placement `p` at its branch.
 * Only decisions about the ground of the reallocation with the given id count.
 */
const keptOnGroundOf = (reallocationId: string): string => `EXISTS (
  SELECT 1 FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
  JOIN reallocation g ON g.id = ${reallocationId} AND ${SAME_GROUND}
  WHERE c.placement_id = p.id AND c.status = 'kept' AND c.keep_cause = 'decided')`;

/**
 * An SQL condition that is true if the reallocation with the given id is to transfer placement `p`. The caller
 * restricts `p` to the reallocation's branch and lots. False for care with an open case, and for care that an
 * officer has decided to keep.
 */
export const isToBeTransferred = (reallocationId: string): string => `(p.status = 'live'
  AND NOT EXISTS (SELECT 1 FROM reallocation_case o WHERE o.package_id = p.package_id AND ${caseIsOpen('o')})
  AND NOT ${keptOnGroundOf(reallocationId)})`;

/**
 * Reads the lots of a reallocation's suspension, hand-back or closure. An empty list means all lots. Null
 * means that the suspension, hand-back or closure no longer exists.
 */
export async function presentLots(
  reader: Reader,
  reallocationId: string,
  now: Date,
): Promise<readonly string[] | null> {
  const [row]: { lotIds: string[] }[] = await reader.query(
    `SELECT g.lot_ids AS "lotIds" FROM (${SUSPENDED} UNION ALL ${HANDED_BACK} UNION ALL ${CLOSED}) g
     JOIN reallocation r ON r.id = $2 AND r.branch_id = g.branch_id AND ${SAME_GROUND}`,
    [now, reallocationId],
  );
  return row?.lotIds ?? null;
}

const GROUNDLESS = `
  FROM reallocation r
  WHERE r.status IN ('proposed', 'running', 'paused') AND r.cause <> 'hand_back'
    AND NOT EXISTS (SELECT 1 FROM (${SUSPENDED} UNION ALL ${CLOSED}) g WHERE r.branch_id = g.branch_id AND ${SAME_GROUND})`;

/** Lists the open reallocations of a suspension or closure that has ended. */
export async function groundless(reader: Reader, now: Date, ground: PassingGround): Promise<string[]> {
  const [restrictionId, branchId] =
    'restrictionId' in ground ? [ground.restrictionId, null] : [null, ground.closedBranchId];
  const rows: { id: string }[] = await reader.query(
    `SELECT r.id ${GROUNDLESS} AND (r.restriction_id = $2 OR (r.cause = 'closure' AND r.branch_id = $3)) ORDER BY r.id`,
    [now, restrictionId, branchId],
  );
  return rows.map(({ id }) => id);
}

/** Lists the suspensions and closures that have ended but still have open reallocations. */
export async function groundsGoneBy(reader: Reader, now: Date): Promise<PassingGround[]> {
  const rows: { restrictionId: string | null; branchId: string }[] = await reader.query(
    `SELECT DISTINCT r.restriction_id AS "restrictionId", r.branch_id AS "branchId" ${GROUNDLESS}`,
    [now],
  );
  return rows.map(({ restrictionId, branchId }) =>
    restrictionId === null ? { closedBranchId: branchId } : { restrictionId },
  );
}

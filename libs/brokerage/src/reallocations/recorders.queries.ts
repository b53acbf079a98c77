import type { Reader } from '#platform/database/database';

/**
 * Returns an SQL query for the users who recorded as a fact of the regulator that care must leave a branch:
 * every wording of a CQC notice that suspends it, and every loss of its registration.
 *
 * The branch counts, not one ground. Otherwise a user could record a notice of CQC and start the reallocation
 * of a second ground that the same user recorded.
 */
export const recordersOfDeparture = (branchId: string): string => `
  SELECT v.recorded_by AS user_id
  FROM restriction n
  JOIN restriction_condition s ON s.restriction_id = n.id AND s.kind = 'suspended' AND s.removed_at IS NULL
  JOIN restriction_version v ON v.restriction_id = n.id AND v.conditions @> '[{"kind":"suspended"}]'
  WHERE n.branch_id = ${branchId} AND n.source = 'cqc' AND n.lifted_at IS NULL AND n.expired_at IS NULL
  UNION
  SELECT unnest(closed_by) FROM branch WHERE branch.id = ${branchId}`;

/** Reads the users who may not start a reallocation of a branch, because they recorded why care must leave. */
export async function departureRecorders(reader: Reader, branchId: string): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(
    `SELECT user_id AS id FROM (${recordersOfDeparture('$1')}) recorder WHERE user_id IS NOT NULL ORDER BY user_id`,
    [branchId],
  );
  return rows.map(({ id }) => id);
}

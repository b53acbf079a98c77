import { VISIBLE } from '../restrictions/restrictions.queries.js';

/**
 * SQL: the conditions in force for the authority `$1` at the instant `$2`, a row for each with the lots that it names
 * (all lots where it names none). It binds from its start on, and no longer at its end.
 */
export const CONDITIONS_IN_FORCE = `
  SELECT r.branch_id, c.kind, ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id) AS lot_ids
  FROM restriction r JOIN restriction_condition c ON c.restriction_id = r.id AND c.removed_at IS NULL
  WHERE ${VISIBLE} AND r.lifted_at IS NULL AND r.from_at <= $2 AND (r.to_at IS NULL OR r.to_at > $2)`;

import { restrictionInForce } from '#domain/rules-in-sql';

/** SQL: true if the authority `$1` recorded the restriction `r` or is the only authority it is valid for. */
export const IS_OWN_RESTRICTION = '(r.authority_id = $1 OR r.valid_for_authority_id = $1)';

/**
 * SQL: true if the authority `$1` may see the restriction `r`: its own, one valid for it alone, and CQC's. A CQC notice
 * that names lots concerns only authorities that have one of those lots.
 */
export const VISIBLE_RESTRICTION = `(${IS_OWN_RESTRICTION} OR (r.valid_for_authority_id IS NULL AND (
  NOT EXISTS (SELECT 1 FROM restriction_lot n WHERE n.restriction_id = r.id)
  OR EXISTS (SELECT 1 FROM restriction_lot n JOIN lot ON lot.id = n.lot_id
             WHERE n.restriction_id = r.id AND lot.authority_id = $1))))`;

/**
 * SQL: the conditions in force for the authority `$1` at the instant `$2`, one row each, with the lots that the
 * restriction names (none means all lots). A restriction binds from its start and no longer at its end.
 */
export const CONDITIONS_IN_FORCE = `
  SELECT r.branch_id, c.kind, ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id) AS lot_ids
  FROM restriction r JOIN restriction_condition c ON c.restriction_id = r.id AND c.removed_at IS NULL
  WHERE ${VISIBLE_RESTRICTION} AND ${restrictionInForce('r', '$2')}`;

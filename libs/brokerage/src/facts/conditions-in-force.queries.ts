import { restrictionInForce } from '#domain/rules-in-sql';

/**
 * An SQL condition on a restriction `r`. True if authority `$1` recorded the restriction, or if the
 * restriction binds only this authority.
 */
export const IS_OWN_RESTRICTION = '(r.authority_id = $1 OR r.valid_for_authority_id = $1)';

/**
 * An SQL condition that is true if authority `$1` may see restriction `r`. An authority sees its own
 * restrictions, restrictions that bind only this authority, and CQC's notices. A CQC notice with lots is
 * visible only to authorities with one of these lots.
 */
export const VISIBLE_RESTRICTION = `(${IS_OWN_RESTRICTION} OR (r.valid_for_authority_id IS NULL AND (
  NOT EXISTS (SELECT 1 FROM restriction_lot n WHERE n.restriction_id = r.id)
  OR EXISTS (SELECT 1 FROM restriction_lot n JOIN lot ON lot.id = n.lot_id
             WHERE n.restriction_id = r.id AND lot.authority_id = $1))))`;

/**
 * An SQL fragment that selects the conditions in force for authority `$1` at instant `$2`. Each row has one
 * condition with its lots. An empty list means all lots. A restriction is no longer in force at its end.
 */
export const CONDITIONS_IN_FORCE = `
  SELECT r.branch_id, c.kind, ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id) AS lot_ids
  FROM restriction r JOIN restriction_condition c ON c.restriction_id = r.id AND c.removed_at IS NULL
  WHERE ${VISIBLE_RESTRICTION} AND ${restrictionInForce('r', '$2')}`;

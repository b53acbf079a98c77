import type { Reader } from '#platform/database/database';
import type { RestrictionEntity } from '../../rows/restriction.entity.js';

/**
 * Returns the authorities that a restriction concerns.
 *
 * If the restriction binds only one authority, returns this authority. Otherwise returns all authorities for
 * which the branch has worked. If the restriction names lots, only the authorities of these lots count.
 *
 * Always includes the authority that recorded the restriction.
 */
export async function authoritiesBound(
  reader: Reader,
  { id, authorityId, validForAuthorityId, branchId }: RestrictionEntity,
): Promise<string[]> {
  const atWork: { id: string }[] = await reader.query(
    `SELECT authority_id AS id FROM (
       SELECT authority_id FROM contract WHERE branch_id = $1
       UNION SELECT authority_id FROM subcontract WHERE delivering_branch_id = $1) worked
     WHERE NOT EXISTS (SELECT 1 FROM restriction_lot WHERE restriction_id = $2)
        OR authority_id IN (SELECT lot.authority_id FROM restriction_lot l JOIN lot ON lot.id = l.lot_id
                            WHERE l.restriction_id = $2)`,
    [branchId, id],
  );
  const bound = validForAuthorityId === null ? atWork.map(({ id }) => id) : [validForAuthorityId];
  return [...new Set([...bound, ...(authorityId === null ? [] : [authorityId])])].sort();
}

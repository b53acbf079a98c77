import type { Reader } from '#platform/database/database';
import type { RestrictionEntity } from '../restriction.entity.js';

/**
 * Whom a restriction concerns: the authority it is valid for or, where it is valid for all of them, every
 * one that the branch has worked for, and in any case whoever recorded it.
 */
export async function authoritiesBound(
  reader: Reader,
  { authorityId, validForAuthorityId, branchId }: RestrictionEntity,
): Promise<string[]> {
  const atWork: { id: string }[] = await reader.query(
    `SELECT authority_id AS id FROM contract WHERE branch_id = $1
     UNION SELECT authority_id FROM subcontract WHERE delivering_branch_id = $1`,
    [branchId],
  );
  const bound = validForAuthorityId === null ? atWork.map(({ id }) => id) : [validForAuthorityId];
  return [...new Set([...bound, ...(authorityId === null ? [] : [authorityId])])].sort();
}

import type { ContractCheckView } from '#contracts/framework';
import { frameworkOwner } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';

const CHECK_VIEW = `
  SELECT k.id, k.branch_id AS "branchId", k.kind, k.satisfied, k.evidence, k.document_id AS "documentId",
         k.review_on AS "reviewOn", k.recorded_at AS "recordedAt", user_name(k.recorded_by) AS "recordedByName",
         w.owner AS "ownerId", user_name(w.owner) AS "ownerName",
         NOT EXISTS (SELECT 1 FROM contract_check o WHERE o.authority_id = k.authority_id AND o.branch_id = k.branch_id
                       AND o.kind = k.kind AND o.id > k.id) AS stands
  FROM contract_check k CROSS JOIN LATERAL (SELECT ${frameworkOwner('k')} AS owner) w WHERE k.authority_id = $1`;

const MOST_CHECKS = 200;

/** Reads a check that was recorded in the transaction. */
export async function checkIn(reader: Reader, authorityId: string, id: string): Promise<ContractCheckView> {
  const [row]: ContractCheckView[] = await reader.views(`${CHECK_VIEW} AND k.id = $2`, [authorityId, id]);
  return found(row, 'branch_not_found');
}

/** Lists the checks of a branch that an authority recorded, newest first. */
export function checksOf(
  reader: Reader,
  authorityId: string,
  branchId: string,
): Promise<ContractCheckView[]> {
  return reader.views(`${CHECK_VIEW} AND k.branch_id = $2 ORDER BY k.id DESC LIMIT ${MOST_CHECKS}`, [
    authorityId,
    branchId,
  ]);
}

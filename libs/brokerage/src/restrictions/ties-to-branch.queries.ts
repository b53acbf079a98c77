import type { TiesToBranch } from '#domain/restrictions/cqc-notice';
import { notEndedOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';

/** Reads what ties an authority to a branch on a day: contracts that have not ended, and live care. */
export async function tiesToBranch(
  reader: Reader,
  { authorityId, branchId, today }: { authorityId: string; branchId: string; today: string },
): Promise<TiesToBranch> {
  const [ties]: TiesToBranch[] = await reader.query(
    `SELECT EXISTS (SELECT 1 FROM contract c
                    WHERE c.authority_id = $1 AND c.branch_id = $2 AND ${notEndedOn('c', '$3::date')})
            OR EXISTS (SELECT 1 FROM subcontract s
                       WHERE s.authority_id = $1 AND s.delivering_branch_id = $2 AND ${notEndedOn('s', '$3::date')})
              AS "hasContract",
            EXISTS (SELECT 1 FROM placement p
                    WHERE p.authority_id = $1 AND p.status = 'live' AND (p.branch_id = $2 OR p.delivering_branch_id = $2))
              AS "hasLiveCare"`,
    [authorityId, branchId, today],
  );
  if (!ties) throw new Error('a SELECT without FROM returns one row');
  return ties;
}

import { capacityRows } from '../rows/register.rows.js';
import type { Loading } from '../rows/load-input-and-row-ids.js';

/**
 * Moves the time of each capacity declaration back by whole weeks, until it is not later than `instant`. A
 * story step at `instant` can then use the declared capacity.
 */
export async function backdateCapacity(loading: Loading, instant: Date): Promise<void> {
  await loading.tx.write(
    `UPDATE capacity c SET declared_at = asAt.declared_at
     FROM (SELECT branch_id, lot_id,
                  declared_at - ceil(greatest(extract(epoch FROM declared_at - $2), 0) / 604800) * interval '7 days' AS declared_at
           FROM jsonb_to_recordset($3::jsonb) AS d (branch_id text, lot_id uuid, declared_at timestamptz)) asAt
     WHERE c.authority_id = $1 AND c.branch_id = asAt.branch_id AND c.lot_id = asAt.lot_id
       AND c.declared_at <> asAt.declared_at`,
    [loading.ids.authority, instant, JSON.stringify(declarations(loading))],
  );
}

function declarations(loading: Loading) {
  return capacityRows(loading).map(({ branchId, lotId, declaredAt }) => {
    return { branch_id: branchId, lot_id: lotId, declared_at: declaredAt };
  });
}

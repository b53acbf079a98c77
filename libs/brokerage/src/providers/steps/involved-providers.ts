import type { Tx } from '#platform/database/database';

/**
 * Returns the ids of the providers of the contracted branch and of the delivering branch, without duplicates.
 */
export async function involvedProviders(
  tx: Tx,
  { branchId, deliveringBranchId }: { readonly branchId: string; readonly deliveringBranchId: string },
): Promise<string[]> {
  const rows: { providerId: string }[] = await tx.query(
    'SELECT DISTINCT provider_id AS "providerId" FROM branch WHERE id IN ($1, $2)',
    [branchId, deliveringBranchId],
  );
  return rows.map(({ providerId }) => providerId);
}

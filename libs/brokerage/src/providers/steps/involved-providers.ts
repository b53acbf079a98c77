import { In } from 'typeorm';
import type { Tx } from '#platform/database/database';
import { BranchEntity } from '../../rows/provider.entity.js';

/**
 * Returns the ids of the providers of the contracted branch and of the delivering branch, without duplicates.
 */
export async function involvedProviders(
  tx: Tx,
  { branchId, deliveringBranchId }: { readonly branchId: string; readonly deliveringBranchId: string },
): Promise<string[]> {
  const branches = await tx.findBy(BranchEntity, { id: In([branchId, deliveringBranchId]) });
  return [...new Set(branches.map(({ providerId }) => providerId))];
}

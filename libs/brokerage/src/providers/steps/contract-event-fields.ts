import type { Tx } from '#platform/database/database';
import { BranchEntity, type ContractEntity } from '../../rows/provider.entity.js';

/**
 * Makes the fields that all events about a contract have in common. Such events go to the authority's staff
 * and to the branch's provider.
 */
export async function contractEventFields(
  tx: Tx,
  { id, authorityId, branchId, lotId }: Pick<ContractEntity, 'id' | 'authorityId' | 'branchId' | 'lotId'>,
  at: Date,
) {
  const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: branchId });
  return {
    fact: { contractId: id, branchId, lotId },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}

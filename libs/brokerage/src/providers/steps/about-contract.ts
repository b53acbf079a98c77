import type { Tx } from '#platform/database/database';
import { BranchEntity, type ContractEntity } from '../../rows/provider.entity.js';

/** The shared part of every event about a contract: for the authority's staff and the branch's provider. */
export async function aboutContract(
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

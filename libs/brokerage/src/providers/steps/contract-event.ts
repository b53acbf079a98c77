import type { Tx } from '#platform/database/database';
import { BranchEntity, type ContractEntity } from '../../rows/provider.entity.js';

/** What both events about a contract have in common: for the authority's staff and the branch's provider. */
export async function contractEvent(
  tx: Tx,
  { id, authorityId, branchId, lotId }: Pick<ContractEntity, 'id' | 'authorityId' | 'branchId' | 'lotId'>,
  at: Date,
) {
  const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: branchId });
  return {
    authorityId,
    providerIds: [providerId],
    subject: { type: 'contract', id },
    at,
    payload: { contractId: id, branchId, lotId },
  } as const;
}

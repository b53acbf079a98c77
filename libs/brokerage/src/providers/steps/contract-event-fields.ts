import type { Tx } from '#platform/database/database';
import { BranchEntity, type ContractEntity } from '../../rows/provider.entity.js';

/**
 * Makes the fields that all events about a contract have in common. Such events go to the authority's staff
 * and to the branch's provider.
 */
export async function contractEventFields(tx: Tx, contract: Place, at: Date) {
  const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: contract.branchId });
  return eventFieldsFor(contract, providerId, at);
}

type Place = Pick<ContractEntity, 'id' | 'authorityId' | 'branchId' | 'lotId'>;

/** Makes the same fields if the caller knows the provider of the branch. */
export function eventFieldsFor({ id, authorityId, branchId, lotId }: Place, providerId: string, at: Date) {
  return {
    fact: { contractId: id, branchId, lotId },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}

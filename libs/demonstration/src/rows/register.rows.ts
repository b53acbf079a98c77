import type {
  BranchEntity,
  CapacityEntity,
  ContractEntity,
  ProviderEntity,
  SubcontractEntity,
} from '#brokerage/rows/provider.entity';
import { daysBefore, type Loading } from './load-input-and-row-ids.js';
import { seededId } from './seeded-id.js';
import { storeRows } from './store-rows.js';

/**
 * Stores the providers and branches, and the authority's contracts, subcontracts, capacities and quality
 * figures.
 */
export async function storeRegister(loading: Loading): Promise<void> {
  const { tx, plan, ids } = loading;
  const authorityId = ids.authority;
  const providers: readonly ProviderEntity[] = plan.providers;
  await storeRows(tx, 'provider', providers);
  await storeRows(tx, 'branch', branchRows(loading));
  const quality = plan.branches.map(({ id: branchId, quality }) => ({ authorityId, branchId, ...quality }));
  await storeRows(tx, 'branch_quality', quality);
  await storeRows(tx, 'contract', contractRows(loading));
  await storeRows(tx, 'subcontract', subcontractRows(loading));
  await storeRows(tx, 'capacity', capacityRows(loading));
}

function branchRows({ plan, now }: Loading): BranchEntity[] {
  return plan.branches.map(
    ({ id, providerId, name, postcode, registration, ratings, capabilities, ...contact }) => ({
      id,
      providerId,
      name,
      postcode,
      registrationStatus: registration.status,
      dormant: registration.dormant,
      personalCare: registration.personalCare,
      closedAt:
        registration.status === 'registered' && !registration.dormant && registration.personalCare
          ? null
          : now,
      closedBy: [],
      ratings,
      capabilities: [...capabilities],
      confirmedCapabilities: [...capabilities],
      telephone: contact.telephone ?? null,
      managerName: contact.managerName ?? null,
      version: 1,
    }),
  );
}

function contractRows({ plan, ids }: Loading): ContractEntity[] {
  return plan.contracts.map(({ lotCode, ...contract }, index) => ({
    id: seededId('contract', index + 1),
    authorityId: ids.authority,
    lotId: ids.lot(lotCode),
    ...contract,
    version: 1,
  }));
}

function subcontractRows({ plan, ids }: Loading): SubcontractEntity[] {
  return plan.subcontracts.map(({ lotCode, ...subcontract }, index) => ({
    id: seededId('subcontract', index + 1),
    authorityId: ids.authority,
    lotId: ids.lot(lotCode),
    ...subcontract,
  }));
}

export function capacityRows({ plan, ids, now }: Loading): CapacityEntity[] {
  return plan.capacities.map(({ lotCode, declaredDaysAgo, bands, ...capacity }) => ({
    authorityId: ids.authority,
    lotId: ids.lot(lotCode),
    ...capacity,
    bands: [...bands],
    declaredAt: daysBefore(now, declaredDaysAgo),
    version: 1,
  }));
}

import type { Act } from '#platform/acts/act';
import { ContractEntity } from '../../rows/provider.entity.js';
import { contractEventFields } from '../../providers/steps/contract-event-fields.js';
import { involvedProviders } from '../../providers/steps/involved-providers.js';
import type { CareScope } from '../../reallocations/steps/placements-in-scope.js';

/**
 * Ends a branch's contracts and subcontracts in the handed-back lots on the branch's last day. Contracts that
 * end earlier or begin later stay unchanged.
 */
export async function endContracts(
  act: Act,
  scope: CareScope,
  { leavesOn, now }: { readonly leavesOn: string; readonly now: Date },
): Promise<void> {
  const { tx } = act;
  const parameters = [scope.authorityId, scope.branchId, scope.lotIds, leavesOn];
  const IN_SCOPE = `authority_id = $1 AND (cardinality($3::uuid[]) = 0 OR lot_id = ANY($3))
    AND starts_on <= $4 AND (ends_on IS NULL OR ends_on > $4)`;
  const { rows: contracts } = await tx.write<{ id: string }>(
    `UPDATE contract SET ends_on = $4, version = version + 1 WHERE branch_id = $2 AND ${IN_SCOPE} RETURNING id`,
    parameters,
  );
  for (const { id } of contracts) {
    const { fact, envelope } = await contractEventFields(
      tx,
      await tx.findOneByOrFail(ContractEntity, { id }),
      now,
    );
    await act.log('contract.changed', fact, envelope);
  }
  const { rows: subcontracts } = await tx.write<{ id: string; branchId: string; lotId: string }>(
    `UPDATE subcontract SET ends_on = $4 WHERE delivering_branch_id = $2 AND ${IN_SCOPE}
     RETURNING id, branch_id AS "branchId", lot_id AS "lotId"`,
    parameters,
  );
  for (const { id, branchId, lotId } of subcontracts)
    await act.log(
      'subcontract.ended',
      { subcontractId: id, branchId, lotId, endsOn: leavesOn },
      {
        authorityId: scope.authorityId,
        providerIds: await involvedProviders(tx, { branchId, deliveringBranchId: scope.branchId }),
        at: now,
      },
    );
}

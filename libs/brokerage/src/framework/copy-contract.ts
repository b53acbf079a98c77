import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ContractCopies } from '#contracts/framework';
import type { ContractView } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { termFaults } from '#domain/providers/contract-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { insertRows } from '#platform/database/insert-rows';
import type { Tx } from '#platform/database/database';
import { found, staff } from '../access/scope.js';
import { ContractEntity } from '../rows/provider.entity.js';
import { contractIn } from '../providers/contracts.queries.js';
import { contractEventFields } from '../providers/steps/contract-event-fields.js';

export interface CopyContractCommand extends ContractCopies {
  readonly contractId: string;
}

/**
 * Copies a contract to other lots: the branch, tier, rank, notice and the rates of today, with a term of its own. All
 * copies are recorded, or none.
 */
@Injectable()
export class CopyContract {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `contract_not_found`, `lot_not_found`, `contract_overlaps` with the lots in which the branch has
   *   a contract in these dates, `contract_invalid` with every fault
   */
  execute(caller: Caller, command: CopyContractCommand): Promise<ContractView[]> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'copy-contract', command, async (act) => {
      const { tx } = act;
      const { contractId, lotIds, startsOn, endsOn = null } = command;
      const faults = termFaults(command);
      if (faults.length > 0) throw new DomainError('contract_invalid', { faults });
      const now = this.clock.now();
      const { id: _, ...terms } = await contractIn(tx, { authorityId }, contractId, now);
      await assertLots(tx, authorityId, lotIds);
      await assertFree(tx, { authorityId, branchId: terms.branchId, lotIds, startsOn, endsOn });

      const copies = lotIds.map((lotId) => ({
        ...terms,
        id: uuid(),
        authorityId,
        lotId,
        startsOn,
        endsOn,
        ownerId: userId,
        version: 1,
      }));
      await refusedBy({ uq_contract_branch_lot: 'contract_overlaps' }, () =>
        insertRows(tx, ContractEntity, ...copies),
      );
      for (const copy of copies) {
        const { fact, envelope } = await contractEventFields(tx, copy, now);
        await act.log('contract.recorded', fact, envelope);
      }
      return Promise.all(copies.map(({ id }) => contractIn(tx, { authorityId }, id, now)));
    });
  }
}

async function assertLots(tx: Tx, authorityId: string, lotIds: readonly string[]): Promise<void> {
  const lots: { id: string }[] = await tx.query(
    'SELECT id FROM lot WHERE authority_id = $1 AND id = ANY($2::uuid[])',
    [authorityId, lotIds],
  );
  for (const lotId of lotIds)
    found(
      lots.find(({ id }) => id === lotId),
      'lot_not_found',
    );
}

interface Term {
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotIds: readonly string[];
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** Names the lots that are taken. The constraint refuses what a concurrent act has taken meanwhile. */
async function assertFree(tx: Tx, { authorityId, branchId, lotIds, startsOn, endsOn }: Term): Promise<void> {
  const taken: { code: string }[] = await tx.query(
    `SELECT DISTINCT l.code FROM contract c JOIN lot l ON l.id = c.lot_id
     WHERE c.authority_id = $1 AND c.branch_id = $2 AND c.lot_id = ANY($3::uuid[])
       AND c.starts_on <= coalesce($5::date, 'infinity') AND coalesce(c.ends_on, 'infinity') >= $4::date
     ORDER BY l.code`,
    [authorityId, branchId, lotIds, startsOn, endsOn],
  );
  if (taken.length > 0) throw new DomainError('contract_overlaps', { lots: taken.map(({ code }) => code) });
}

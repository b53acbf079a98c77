import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewSubcontract, SubcontractView } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { subcontractFaults } from '#domain/providers/contract-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { found, staff } from '../access/scope.js';
import { LotEntity } from '../rows/authority.entity.js';
import { involvedProviders } from './steps/involved-providers.js';
import { BranchEntity, ContractEntity, SubcontractEntity } from '../rows/provider.entity.js';
import { subcontractIn } from './contracts.queries.js';

/** Records that another branch may deliver for a contracted branch in a lot. */
@Injectable()
export class RecordSubcontract {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `lot_not_found`, `branch_not_found`, `subcontract_overlaps`,
   *   `subcontract_invalid` with every fault
   */
  execute(caller: Caller, command: NewSubcontract): Promise<SubcontractView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'record-subcontract', command, async (act) => {
      const { tx } = act;
      const { branchId, deliveringBranchId, lotId, startsOn, endsOn = null } = command;
      found(await tx.findOneBy(LotEntity, { id: lotId, authorityId }), 'lot_not_found');
      found(await tx.findOneBy(BranchEntity, { id: branchId }), 'branch_not_found');
      found(await tx.findOneBy(BranchEntity, { id: deliveringBranchId }), 'branch_not_found');
      const isContracted = await tx.existsBy(ContractEntity, { authorityId, branchId, lotId });
      const faults = subcontractFaults({ ...command, isContracted });
      if (faults.length > 0) throw new DomainError('subcontract_invalid', { faults });

      const id = uuid();
      const subcontract = {
        id,
        authorityId,
        branchId,
        deliveringBranchId,
        lotId,
        startsOn,
        endsOn,
        ownerId: userId,
      };
      await refusedBy({ uq_subcontract: 'subcontract_overlaps' }, () =>
        tx.insert(SubcontractEntity, subcontract),
      );
      await act.log(
        'subcontract.recorded',
        { subcontractId: id, branchId, lotId },
        { authorityId, providerIds: await involvedProviders(tx, subcontract), at: this.clock.now() },
      );
      return subcontractIn(tx, { authorityId }, id);
    });
  }
}

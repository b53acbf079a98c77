import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type ContractView, type NewContract, USUAL_NOTICE_DAYS } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { contractFaults } from '#domain/providers/contract-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { found, staff } from '../access/scope.js';
import { LotEntity } from '../rows/authority.entity.js';
import { BranchEntity, ContractEntity } from '../rows/provider.entity.js';
import { contractIn } from './contracts.queries.js';
import { contractEventFields } from './steps/contract-event-fields.js';

/** Records a branch's contract for a lot. A branch has at most one contract in a lot at a time. */
@Injectable()
export class RecordContract {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `lot_not_found`, `branch_not_found`, `contract_overlaps`, `contract_invalid` with every fault */
  execute(caller: Caller, command: NewContract): Promise<ContractView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'record-contract', command, async (act) => {
      const { tx } = act;
      const { branchId, lotId, noticeDays, endsOn = null, ...terms } = command;
      const faults = contractFaults(command);
      if (faults.length > 0) throw new DomainError('contract_invalid', { faults });
      found(await tx.findOneBy(LotEntity, { id: lotId, authorityId }), 'lot_not_found');
      found(await tx.findOneBy(BranchEntity, { id: branchId }), 'branch_not_found');

      const place = { id: uuid(), authorityId, branchId, lotId };
      const contract = {
        ...terms,
        ...place,
        endsOn,
        noticeDays: noticeDays ?? USUAL_NOTICE_DAYS,
        ownerId: userId,
        version: 1,
      };
      await refusedBy({ uq_contract_branch_lot: 'contract_overlaps' }, () =>
        tx.insert(ContractEntity, contract),
      );
      const { fact, envelope } = await contractEventFields(tx, place, this.clock.now());
      await act.log('contract.recorded', fact, envelope);
      return contractIn(tx, { authorityId }, contract.id, this.clock.now());
    });
  }
}

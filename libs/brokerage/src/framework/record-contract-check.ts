import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ContractCheckView, NewContractCheck } from '#contracts/framework';
import { DomainError } from '#domain/domain-error';
import { checkFaults } from '#domain/providers/check-faults';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { insertRows } from '#platform/database/insert-rows';
import { found, staff } from '../access/scope.js';
import { digestRecord } from '../digests/digest-records.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { BranchEntity, ContractCheckEntity } from '../rows/provider.entity.js';
import { checkIn } from './contract-checks.queries.js';

/**
 * Records a check of a branch that the authority makes before a contract and again later: what was seen, whether the
 * user is satisfied, and when it is looked at again (docs/rules.md §3.5.4). Earlier checks are kept.
 */
@Injectable()
export class RecordContractCheck {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `branch_not_found`, `document_not_found`, `check_invalid` with every fault */
  execute(caller: Caller, command: NewContractCheck): Promise<ContractCheckView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'record-contract-check', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const { documentId: cited = null, ...check } = command;
      const faults = checkFaults({ ...check, today: londonDate(now) });
      if (faults.length > 0) throw new DomainError('check_invalid', { faults });
      found(await tx.findOneBy(BranchEntity, { id: check.branchId }), 'branch_not_found');
      const documentId = await ownDocument(tx, { authorityId }, cited, now);
      const id = uuid();
      const row = {
        id,
        authorityId,
        ...check,
        documentId,
        recordedAt: now,
        recordedBy: userId,
        ownerId: userId,
      };
      await insertRows(tx, ContractCheckEntity, row);
      const decided = await digestRecord(tx, 'contract_check', id);
      const payload = { ...decided, checkId: id, branchId: check.branchId };
      await act.log('check.recorded', payload, { authorityId, at: now });
      return checkIn(tx, authorityId, id);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { ContractView, NewContract } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { contractFaults } from '#domain/providers/contract-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { assertVersion, authorityOf, found } from '../access/scope.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { ContractEntity } from '../rows/provider.entity.js';
import { contractIn } from './contracts.queries.js';
import { changeRates } from './steps/change-rates.js';
import { contractEventFields } from './steps/contract-event-fields.js';

/**
 * Changes of a contract. The branch and lot of a contract cannot change. A different branch or lot needs a
 * new contract.
 */
export interface ChangeContractCommand extends Omit<NewContract, 'branchId' | 'lotId'> {
  readonly contractId: string;
  readonly version: number;
}

/**
 * Changes a contract's term, rates, tier or rank in the tier. New rates apply from today on; the earlier rates are kept
 * (docs/rules.md §3.5.3). The care under the contract keeps its rates.
 */
@Injectable()
export class ChangeContract {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `contract_not_found`, `version_stale`, `contract_overlaps`, `contract_invalid` with every fault */
  execute(caller: Caller, command: ChangeContractCommand): Promise<ContractView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-contract', command, async (act) => {
      const { tx } = act;
      await takeStandingLock(tx);
      const { contractId: id, version: expected, endsOn = null, ...terms } = command;
      const locked = { where: { id, authorityId }, lock: { mode: 'pessimistic_write' } } as const;
      const contract = found(await tx.findOne(ContractEntity, locked), 'contract_not_found');
      assertVersion(contract.version, expected);
      const faults = contractFaults(command);
      if (faults.length > 0) throw new DomainError('contract_invalid', { faults });

      const now = this.clock.now();
      const noticeDays = terms.noticeDays ?? contract.noticeDays;
      const { rateMinPence, rateMaxPence, ...others } = terms;
      const changed = { ...others, endsOn, noticeDays, version: contract.version + 1 };
      await refusedBy({ uq_contract_branch_lot: 'contract_overlaps' }, () =>
        tx.update(ContractEntity, { id }, changed),
      );
      await changeRates(tx, contract, { rateMinPence, rateMaxPence }, now);
      const { fact, envelope } = await contractEventFields(tx, contract, now);
      await act.log('contract.changed', fact, envelope);
      return contractIn(tx, { authorityId }, id, now);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { ContractsChange, ContractSeen } from '#contracts/framework';
import { DomainError } from '#domain/domain-error';
import { termFaults } from '#domain/providers/contract-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { staff } from '../access/scope.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { lockNewOwner } from '../identity/steps/assert-owner.js';
import { ContractEntity } from '../rows/provider.entity.js';
import { assertSeen, type LockedContract, lockContracts } from './steps/lock-contracts.js';

export interface ChangeContractsCommand {
  readonly contracts: readonly ContractSeen[];
  readonly change: ContractsChange;
}

/** Makes one change in a set of contracts: all of them, or none (docs/rules.md §3.5.2). */
@Injectable()
export class ChangeContracts {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `contract_not_found`, `version_stale`, `contract_overlaps`, `owner_not_found` and `owner_absent` for
   *   the owner, `nothing_to_change` without a change, `contract_invalid` with every fault and its contract
   */
  execute(caller: Caller, command: ChangeContractsCommand): Promise<{ readonly changed: number }> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'change-contracts', command, async (act) => {
      const { tx } = act;
      const { contracts, change } = command;
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      if (given.length === 0) throw new DomainError('nothing_to_change');
      await takeStandingLock(tx);
      const at = this.clock.now();
      const { ownerId } = change;
      if (ownerId !== undefined)
        await lockNewOwner(tx, { authorityId, userId: ownerId, byId: userId, now: at });
      const ids = contracts.map(({ id }) => id);
      const locked = await lockContracts(tx, authorityId, ids);
      assertSeen(locked, contracts);
      assertTerms(locked, change);

      for (const { id, branchId, lotId, providerId, version, ownerId: fromId } of locked) {
        const changed = { ...Object.fromEntries(given), version: version + 1 };
        await refusedBy({ uq_contract_branch_lot: 'contract_overlaps' }, () =>
          tx.update(ContractEntity, { id }, changed),
        );
        const envelope = { authorityId, providerIds: [providerId], at };
        await act.log('contract.changed', { contractId: id, branchId, lotId }, envelope);
        if (ownerId !== undefined && ownerId !== fromId)
          await act.log('contract.handed_over', { contractId: id, fromId, ownerId }, { authorityId, at });
      }
      return { changed: locked.length };
    });
  }
}

/** @throws DomainError `contract_invalid` with every fault in the dates that a contract would have */
function assertTerms(contracts: readonly LockedContract[], { startsOn, endsOn }: ContractsChange): void {
  const faults = contracts.flatMap((contract) => {
    const end = endsOn === undefined ? contract.endsOn : endsOn;
    const term = { startsOn: startsOn ?? contract.startsOn, endsOn: end };
    return termFaults(term).map((fault) => ({ ...fault, contractId: contract.id }));
  });
  if (faults.length > 0) throw new DomainError('contract_invalid', { faults });
}

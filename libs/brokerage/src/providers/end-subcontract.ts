import { Injectable } from '@nestjs/common';
import type { SubcontractView } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { endFaults } from '#domain/providers/contract-faults';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf, found } from '../access/scope.js';
import { involvedProviders } from './steps/involved-providers.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { subcontractIn } from './contracts.queries.js';
import { SubcontractEntity } from '../rows/provider.entity.js';

export interface EndSubcontractCommand {
  readonly subcontractId: string;
  /** The new last day of the subcontract. */
  readonly endsOn: string;
}

/**
 * Sets the last day of a subcontract. Live care under the subcontract continues, but no new care starts after
 * this day.
 */
@Injectable()
export class EndSubcontract {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `subcontract_not_found`, `subcontract_invalid` with every fault */
  execute(caller: Caller, command: EndSubcontractCommand): Promise<SubcontractView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'end-subcontract', command, async (act) => {
      const { tx } = act;
      await takeStandingLock(tx);
      const { subcontractId: id, endsOn } = command;
      const locked = { where: { id, authorityId }, lock: { mode: 'pessimistic_write' } } as const;
      const subcontract = found(await tx.findOne(SubcontractEntity, locked), 'subcontract_not_found');
      const faults = endFaults(subcontract, endsOn);
      if (faults.length > 0) throw new DomainError('subcontract_invalid', { faults });

      const { branchId, lotId } = subcontract;
      await tx.update(SubcontractEntity, { id }, { endsOn });
      await act.log(
        'subcontract.ended',
        { subcontractId: id, branchId, lotId, endsOn },
        { authorityId, providerIds: await involvedProviders(tx, subcontract), at: this.clock.now() },
      );
      return subcontractIn(tx, { authorityId }, id);
    });
  }
}

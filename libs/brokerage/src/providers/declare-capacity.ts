import { Injectable } from '@nestjs/common';
import type { CapacityDeclaration, CapacityView } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { refusedBy } from '#platform/database/constraint-errors';
import { found, providerOf } from '../access/scope.js';
import { assertWithinLimit } from '../access/within-limit.js';
import type { CapacityKey } from './steps/take-capacity.js';
import { BranchEntity, CapacityEntity } from '../rows/provider.entity.js';
import { authorityOfWork, capacityView, minutesTakenSince } from './capacity.queries.js';

export interface DeclareCapacityCommand extends CapacityDeclaration {
  readonly branchId: string;
  readonly lotId: string;
  /** The version of the capacity declaration that the provider last saw. */
  readonly version?: number | undefined;
}

/**
 * Declares the spare capacity of a provider's branch in a lot. Refuses if awards have taken minutes since the
 * provider last read the declaration. Otherwise these minutes could be awarded twice.
 */
@Injectable()
export class DeclareCapacity {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `branch_not_found` also for another provider's branch; `branch_outside_limit`; `lot_not_found` if the branch
   * does not work there; `version_required`; `version_stale` with the minutes that are left and the minutes
   * that awards took meanwhile
   */
  execute(caller: Caller, command: DeclareCapacityCommand): Promise<CapacityView> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(
      caller,
      'declare-capacity',
      command,
      async (act) => {
        const { tx } = act;
        const { branchId, lotId, version, spareMinutes, bands, doubleUps } = command;
        const now = this.clock.now();
        found(await tx.findOneBy(BranchEntity, { id: branchId, providerId }), 'branch_not_found');
        await assertWithinLimit(tx, [branchId]);
        const authorityId = found(
          await authorityOfWork(tx, branchId, lotId, londonDate(now)),
          'lot_not_found',
        );
        const key = { authorityId, branchId, lotId };
        await this.write(tx, key, version, { spareMinutes, bands: [...bands], doubleUps, declaredAt: now });

        await act.log(
          'capacity.declared',
          { branchId, lotId, spareMinutes },
          { authorityId, providerIds: [providerId], at: now },
        );
        return capacityView(tx, key);
      },
      { enter: { kind: 'lot', id: command.lotId } },
    );
  }

  private async write(
    tx: Tx,
    key: CapacityKey,
    version: number | undefined,
    declared: Omit<CapacityEntity, keyof CapacityKey | 'version'>,
  ): Promise<void> {
    const locked = await tx.findOne(CapacityEntity, {
      where: { ...key },
      lock: { mode: 'pessimistic_write' },
    });
    if (!locked) {
      await refusedBy({ capacity_pkey: 'version_stale' }, () =>
        tx.insert(CapacityEntity, { ...key, ...declared, version: 1 }),
      );
      return;
    }
    if (version !== locked.version) await this.refuse(tx, locked, version);
    await tx.update(CapacityEntity, { ...key }, { ...declared, version: locked.version + 1 });
  }

  private async refuse(tx: Tx, locked: CapacityEntity, expected: number | undefined): Promise<never> {
    const { version: current, spareMinutes, declaredAt } = locked;
    if (expected === undefined) throw new DomainError('version_required', { current });
    const takenMinutes = await minutesTakenSince(tx, locked, declaredAt);
    const facts = { expected, current, spareMinutes, takenMinutes, declaredAt: declaredAt.toISOString() };
    throw new DomainError('version_stale', facts);
  }
}

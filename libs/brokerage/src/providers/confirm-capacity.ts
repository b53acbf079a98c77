import { Injectable } from '@nestjs/common';
import type { CapacityConfirmation, CapacityView } from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { found, providerOf } from '../access/scope.js';
import { BranchEntity, type CapacityEntity } from '../rows/provider.entity.js';
import { capacitiesIn } from './capacity.queries.js';
import { lotsWorkedIn } from './steps/lots-worked-in.js';

export interface ConfirmCapacityCommand extends CapacityConfirmation {
  readonly branchId: string;
}

/**
 * Confirms that a branch's declared capacity is still right in the named lots. If any declaration has changed
 * since the provider read it, confirms none.
 */
@Injectable()
export class ConfirmCapacity {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `branch_not_found` also for another provider's branch; `lot_not_found` if the branch
   * does not work there; `capacity_not_found` if nothing was declared; `version_stale` with the present
   * declaration of each lot that changed
   */
  execute(caller: Caller, command: ConfirmCapacityCommand): Promise<CapacityView[]> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(
      caller,
      'confirm-capacity',
      command,
      async (act) => {
        const { tx } = act;
        const { branchId, lots } = command;
        const now = this.clock.now();
        found(await tx.findOneBy(BranchEntity, { id: branchId, providerId }), 'branch_not_found');
        await lotsWorkedIn(tx, { branchId, lotIds: lots.map(({ lotId }) => lotId) }, { within: null, now });
        const locked = await this.lockDeclarations(tx, command);
        const lotIds = locked.map(({ lotId }) => lotId);
        await tx.write(
          `UPDATE capacity SET declared_at = $3, version = version + 1 WHERE branch_id = $1 AND lot_id = ANY($2)`,
          [branchId, lotIds, now],
        );
        for (const { authorityId, lotId, spareMinutes } of locked)
          await act.log(
            'capacity.declared',
            { branchId, lotId, spareMinutes },
            { authorityId, providerIds: [providerId], at: now },
          );
        const views = await capacitiesIn(tx, { providerId }, { branchId });
        return views.filter(({ lotId }) => lotIds.includes(lotId));
      },
      { enter: { kind: 'branch', id: command.branchId } },
    );
  }

  /** Locks the capacity declarations in a fixed order, so that two confirmations never deadlock. */
  private async lockDeclarations(
    tx: Tx,
    { branchId, lots }: ConfirmCapacityCommand,
  ): Promise<LockedCapacities[]> {
    const locked: LockedCapacities[] = await tx.lock(
      `SELECT authority_id AS "authorityId", lot_id AS "lotId", spare_minutes AS "spareMinutes", version
       FROM capacity WHERE branch_id = $1 AND lot_id = ANY($2) ORDER BY authority_id, lot_id FOR UPDATE`,
      [branchId, lots.map(({ lotId }) => lotId)],
    );
    const seen = new Map(lots.map(({ lotId, version }) => [lotId, version]));
    if (locked.length < seen.size) throw new DomainError('capacity_not_found');
    const stale = locked.filter(({ lotId, version }) => seen.get(lotId) !== version);
    if (stale.length > 0)
      throw new DomainError('version_stale', {
        lots: stale.map(({ lotId, spareMinutes, version: current }) => ({ lotId, spareMinutes, current })),
      });
    return locked;
  }
}

type LockedCapacities = Pick<CapacityEntity, 'authorityId' | 'lotId' | 'spareMinutes' | 'version'>;

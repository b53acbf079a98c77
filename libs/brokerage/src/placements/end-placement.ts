import { Injectable } from '@nestjs/common';
import type { EndReason, PlacementView } from '#contracts/placements';
import { move } from '#domain/lifecycle';
import { PLACEMENT_LIFE } from '#domain/placements/placement-life';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { EventLog } from '#platform/log/event-log';
import { assertVersion, authorityOf } from '../access/scope.js';
import { partiesTo } from '../providers/steps/parties-to.js';
import { movePackage } from '../packages/steps/move-package.js';
import { holdBranch } from '../providers/steps/hold-branch.js';
import { PlacementEntity } from './placement.entity.js';
import { placementView } from './placements.queries.js';
import { holdLivePlacement } from './steps/hold-placement.js';

export interface EndPlacementCommand {
  readonly placementId: string;
  readonly version: number;
  readonly reason: EndReason;
}

/** Ends care that is no longer needed. What the branch has to spare then, it declares itself. */
@Injectable()
export class EndPlacement {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
  ) {}

  /** @throws DomainError `placement_not_live`, `version_stale` */
  execute(caller: Caller, command: EndPlacementCommand): Promise<PlacementView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'end-placement', command, async (tx) => {
      const { pkg, placement } = await holdLivePlacement(tx, command.placementId, authorityId);
      assertVersion(placement.version, command.version);
      await holdBranch(tx, placement.deliveringBranchId);
      const now = this.clock.now();
      const { id, deliveringBranchId, weeklyMinutes } = placement;
      const status = move(PLACEMENT_LIFE, placement.status, 'end');
      const ended = { status, endedAt: now, endReason: command.reason, version: placement.version + 1 };
      await tx.update(PlacementEntity, { id }, ended);
      await movePackage(tx, pkg, 'end', { now });
      await this.eventLog.append(tx, caller.actor, {
        name: 'placement.ended',
        authorityId,
        providerIds: await partiesTo(tx, placement),
        subject: { type: 'placement', id },
        packageId: pkg.id,
        at: now,
        payload: {
          placementId: id,
          packageId: pkg.id,
          deliveringBranchId,
          weeklyMinutes,
          reason: command.reason,
        },
      });
      return placementView(tx, id);
    });
  }
}

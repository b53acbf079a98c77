import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/access';
import type { PlacementEndReason } from '#contracts/placements';
import { move } from '#domain/lifecycle';
import { PLACEMENT_LIFE } from '#domain/placements/placement-life';
import type { Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { partiesTo } from '../../providers/steps/parties-to.js';
import { PlacementEntity } from '../../rows/placement.entity.js';
import { closeVariationRequest } from './close-variation-request.js';

export interface Ending {
  /** When the branch delivered last. */
  readonly at: Date;
  readonly now: Date;
  readonly reason: PlacementEndReason;
  /** Somebody's words. */
  readonly note?: string;
}

/** Ends a locked placement and what is asked of it; what becomes of its package is for the act that calls. */
@Injectable()
export class EndCare {
  constructor(private readonly eventLog: EventLog) {}

  async end(tx: Tx, actor: Actor, placement: PlacementEntity, ending: Ending): Promise<void> {
    const { at, now, reason, note = null } = ending;
    const { id, authorityId, packageId, deliveringBranchId, weeklyMinutes } = placement;
    const status = move(PLACEMENT_LIFE, placement.status, 'end');
    const ended = { status, endedAt: at, endReason: reason, endNote: note, version: placement.version + 1 };
    await tx.update(PlacementEntity, { id }, ended);
    await closeVariationRequest(tx, this.eventLog, actor, placement, now);
    await this.eventLog.append(tx, actor, {
      name: 'placement.ended',
      authorityId,
      providerIds: await partiesTo(tx, placement),
      subject: { type: 'placement', id },
      packageId,
      at: now,
      payload: { placementId: id, packageId, deliveringBranchId, weeklyMinutes, reason },
    });
  }
}

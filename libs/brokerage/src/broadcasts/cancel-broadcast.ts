import { Injectable } from '@nestjs/common';
import type { BroadcastView } from '#contracts/broadcasts';
import { BROADCAST_LIFE } from '#domain/broadcasts/broadcast-life';
import { move } from '#domain/lifecycle';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { EventLog } from '#platform/log/event-log';
import { authorityOf } from '../access/scope.js';
import { LapseOffers } from '../offers/steps/lapse-offers.js';
import { movePackage } from '../packages/steps/move-package.js';
import { BroadcastEntity } from './broadcast.entity.js';
import { broadcastView } from './broadcasts.queries.js';
import { CloseRound } from './steps/close-round.js';
import { holdBroadcast } from './steps/hold-broadcast.js';

export interface CancelBroadcastCommand {
  readonly broadcastId: string;
  readonly reason: string;
}

/** Stops asking, with a reason: the offers lapse and the package is a draft again. */
@Injectable()
export class CancelBroadcast {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
    private readonly closeRound: CloseRound,
    private readonly lapseOffers: LapseOffers,
  ) {}

  /** @throws DomainError `move_not_allowed` once it is awarded, unfilled or cancelled. */
  execute(caller: Caller, command: CancelBroadcastCommand): Promise<BroadcastView> {
    const { actor } = caller;
    const authorityId = authorityOf(actor);
    return this.acts.run(caller, 'cancel-broadcast', command, async (tx) => {
      const { pkg, broadcast } = await holdBroadcast(tx, command.broadcastId, authorityId);
      const status = move(BROADCAST_LIFE, broadcast.status, 'cancel');
      const now = this.clock.now();
      const { id, packageId } = broadcast;

      await this.closeRound.endInvitations(tx, actor, broadcast, now);
      await this.lapseOffers.lapse(tx, actor, broadcast, { now, reason: 'broadcast_cancelled' });
      const closed = { status, closedAt: broadcast.closedAt ?? now, closeReason: command.reason };
      await tx.update(BroadcastEntity, { id }, { ...closed, version: broadcast.version + 1 });
      await movePackage(tx, pkg, 'cancel', { now });
      await this.eventLog.append(tx, actor, {
        name: 'broadcast.cancelled',
        authorityId,
        subject: { type: 'broadcast', id },
        packageId,
        at: now,
        payload: { broadcastId: id, packageId },
      });
      return broadcastView(tx, id);
    });
  }
}

import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/access';
import { BROADCAST_LIFE } from '#domain/broadcasts/broadcast-life';
import { move } from '#domain/lifecycle';
import type { Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { LapseOffers } from '../../offers/steps/lapse-offers.js';
import { BroadcastEntity } from '../../rows/broadcast.entity.js';
import { CloseRound } from './close-round.js';

/** What cancelling does to a locked broadcast; where its package goes then is for the act that calls. */
@Injectable()
export class CancelRound {
  constructor(
    private readonly eventLog: EventLog,
    private readonly closeRound: CloseRound,
    private readonly lapseOffers: LapseOffers,
  ) {}

  /** @throws DomainError `move_not_allowed` once it is awarded, unfilled or cancelled. */
  async cancel(
    tx: Tx,
    actor: Actor,
    broadcast: BroadcastEntity,
    { now, reason }: { readonly now: Date; readonly reason: string | null },
  ): Promise<void> {
    const status = move(BROADCAST_LIFE, broadcast.status, 'cancel');
    const { id, authorityId, packageId } = broadcast;
    await this.closeRound.endInvitations(tx, actor, broadcast, now);
    await this.lapseOffers.lapse(tx, actor, broadcast, { now, reason: 'broadcast_cancelled' });
    const closed = { status, closedAt: broadcast.closedAt ?? now, closeReason: reason };
    await tx.update(BroadcastEntity, { id }, { ...closed, version: broadcast.version + 1 });
    await this.eventLog.append(tx, actor, {
      name: 'broadcast.cancelled',
      authorityId,
      subject: { type: 'broadcast', id },
      packageId,
      at: now,
      payload: { broadcastId: id, packageId },
    });
  }
}

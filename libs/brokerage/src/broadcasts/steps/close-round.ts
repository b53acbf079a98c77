import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '#contracts/access';
import type { CloseCause } from '#contracts/broadcasts';
import { move } from '#domain/lifecycle';
import { BROADCAST_LIFE } from '#domain/broadcasts/broadcast-life';
import type { Tx } from '#platform/database/database';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { rankStanding } from '../../offers/steps/rank-standing.js';
import { writeRanks } from '../../offers/steps/write-ranks.js';
import { MoveAlong } from '../../packages/steps/move-along.js';
import { openCaseOf } from '../../facts/open-case.queries.js';
import { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';
import type { Held } from './hold-broadcast.js';
import { invitationEvent } from './invitation-event.js';

export interface Closing {
  readonly now: Date;
  readonly cause: CloseCause;
  /** In the words of whoever closed it early. */
  readonly reason?: string | null;
}

/** What closing does to a locked, open broadcast, whoever or whatever closes it. */
@Injectable()
export class CloseRound {
  constructor(
    private readonly eventLog: EventLog,
    private readonly moveAlong: MoveAlong,
  ) {}

  async close(tx: Tx, actor: Actor, held: Held, closing: Closing): Promise<void> {
    const { now, cause, reason = null } = closing;
    const { broadcast } = held;
    const ranked = await rankStanding(tx, broadcast);
    await writeRanks(tx, broadcast.id, ranked);
    await this.endInvitations(tx, actor, broadcast, now);
    if (ranked.length === 0) return this.leaveUnfilled(tx, actor, held, closing);

    const { id, authorityId, packageId } = broadcast;
    const moving = await openCaseOf(tx, packageId);
    const closed = {
      status: move(BROADCAST_LIFE, broadcast.status, 'close'),
      closedAt: now,
      closeCause: cause,
      closeReason: reason,
    };
    await tx.update(BroadcastEntity, { id }, { ...closed, version: broadcast.version + 1 });
    await this.moveAlong.move(tx, actor, held.pkg, 'close', { now });
    await this.eventLog.append(tx, actor, {
      name: 'broadcast.closed',
      authorityId,
      subject: { type: 'broadcast', id },
      packageId,
      at: now,
      payload: {
        broadcastId: id,
        packageId,
        offers: ranked.length,
        cause,
        awardsTop: moving?.awarding === 'top_offer',
      },
    });
  }

  /** Nobody offered, or no offer is left: the package needs a person's decision, and says so. */
  async leaveUnfilled(
    tx: Tx,
    actor: Actor,
    { pkg, broadcast }: Held,
    { now, cause, reason = null }: Closing,
  ): Promise<void> {
    const { id, authorityId, packageId } = broadcast;
    const unfilled = {
      status: move(BROADCAST_LIFE, broadcast.status, 'fail'),
      closedAt: broadcast.closedAt ?? now,
      closeCause: cause,
      closeReason: reason,
    };
    await tx.update(BroadcastEntity, { id }, { ...unfilled, version: broadcast.version + 1 });
    await this.moveAlong.move(tx, actor, pkg, 'fail', { now });
    await this.eventLog.append(tx, actor, {
      name: 'broadcast.unfilled',
      authorityId,
      subject: { type: 'broadcast', id },
      packageId,
      at: now,
      payload: { broadcastId: id, packageId, cause },
    });
  }

  /** Whoever was asked hears that it is over; a wave that never opened is not told of it. */
  async endInvitations(tx: Tx, actor: Actor, broadcast: BroadcastEntity, now: Date): Promise<void> {
    const { id: broadcastId } = broadcast;
    const open = await tx.findBy(InvitationEntity, { broadcastId, status: 'open' });
    await tx.update(InvitationEntity, { broadcastId, status: In(['waiting', 'open']) }, { status: 'ended' });
    const events = open.map((invitation): NewEvent => ({
      name: 'invitation.ended',
      ...invitationEvent(broadcast, invitation, now),
    }));
    await this.eventLog.append(tx, actor, ...events);
  }
}

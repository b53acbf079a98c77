import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Actor } from '#contracts/access';
import type { Wave } from '#domain/broadcasts/plan-waves';
import type { Tx } from '#platform/database/database';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { BranchEntity } from '../../rows/provider.entity.js';
import { type BroadcastEntity, BroadcastWaveEntity, InvitationEntity } from '../../rows/broadcast.entity.js';
import { invitationEvent } from './invitation-event.js';
import type { PlannedInvitation } from './planned-invitations.js';

/** Writes a broadcast's invitations, and opens them wave by wave. */
@Injectable()
export class InviteWave {
  constructor(private readonly eventLog: EventLog) {}

  async plan(
    tx: Tx,
    broadcast: BroadcastEntity,
    waves: readonly Wave[],
    planned: readonly PlannedInvitation[],
  ): Promise<void> {
    const branches = await tx.findBy(BranchEntity, { id: In(planned.map(({ branchId }) => branchId)) });
    const providerOf = new Map(branches.map(({ id, providerId }) => [id, providerId]));
    const waveOf = new Map(waves.flatMap(({ number, branchIds }) => branchIds.map((id) => [id, number])));
    await tx.insert(
      InvitationEntity,
      planned.map(({ branchId, contractId, mayDeliver }) => {
        const [providerId, wave] = [providerOf.get(branchId), waveOf.get(branchId)];
        if (providerId === undefined || wave === undefined)
          throw new Error(`branch ${branchId} is not on the register or in no wave`);
        return {
          id: uuid(),
          authorityId: broadcast.authorityId,
          broadcastId: broadcast.id,
          branchId,
          providerId,
          contractId,
          mayDeliver: [...mayDeliver],
          wave,
          status: 'waiting',
        };
      }),
    );
  }

  /** Opens a wave of a locked broadcast; a wave that is open stays as it is. */
  async open(tx: Tx, actor: Actor, broadcast: BroadcastEntity, number: number, now: Date): Promise<void> {
    const broadcastId = broadcast.id;
    const waiting = await tx.findBy(InvitationEntity, { broadcastId, wave: number, status: 'waiting' });
    await tx.update(BroadcastWaveEntity, { broadcastId, number }, { openedAt: now });
    await tx.update(
      InvitationEntity,
      { id: In(waiting.map(({ id }) => id)) },
      { status: 'open', openedAt: now },
    );
    const closesAt = broadcast.closesAt.toISOString();
    await this.eventLog.append(
      tx,
      actor,
      ...(number === 1 ? [] : [this.waveOpened(broadcast, number, now)]),
      ...waiting.map((invitation): NewEvent => {
        const event = invitationEvent(broadcast, invitation, now);
        return { ...event, name: 'invitation.opened', payload: { ...event.payload, closesAt } };
      }),
    );
  }

  private waveOpened({ id, authorityId, packageId }: BroadcastEntity, wave: number, now: Date): NewEvent {
    return {
      name: 'broadcast.wave_opened',
      authorityId,
      subject: { type: 'broadcast', id },
      packageId,
      at: now,
      payload: { broadcastId: id, packageId, wave },
    };
  }
}

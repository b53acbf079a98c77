import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Wave } from '#domain/broadcasts/plan-waves';
import { type BroadcastEntity, BroadcastWaveEntity, InvitationEntity } from '../../rows/broadcast.entity.js';
import { invitationEventFields } from './invitation-event-fields.js';
import type { PlannedInvitation } from './planned-invitations.js';

/**
 * Makes one invitation for each branch to invite. Only the first wave's invitations are open at once; the others have
 * the status `waiting`.
 */
export function newInvitations(
  { id: broadcastId, authorityId, openedAt }: BroadcastEntity,
  waves: readonly Wave[],
  planned: readonly PlannedInvitation[],
  providerOf: ReadonlyMap<string, string>,
): InvitationEntity[] {
  const waveOf = new Map(waves.flatMap(({ number, branchIds }) => branchIds.map((id) => [id, number])));
  return planned.map(({ branchId, contractId, mayDeliver }) => {
    const [providerId, wave] = [providerOf.get(branchId), waveOf.get(branchId)];
    if (providerId === undefined || wave === undefined)
      throw new Error(`branch ${branchId} is not on the register or in no wave`);
    return {
      id: uuid(),
      authorityId,
      broadcastId,
      branchId,
      providerId,
      contractId,
      mayDeliver: [...mayDeliver],
      wave,
      status: wave === 1 ? 'open' : 'waiting',
      openedAt: wave === 1 ? openedAt : null,
      seenAt: null,
      declinedAt: null,
      declineReason: null,
      declineNote: null,
    };
  });
}

/**
 * Opens a wave of a locked broadcast: its invitations become open. Does nothing if the wave is open already.
 */
export async function openWave(
  act: Act,
  broadcast: BroadcastEntity,
  number: number,
  now: Date,
): Promise<void> {
  const { tx } = act;
  const broadcastId = broadcast.id;
  const waiting = await tx.findBy(InvitationEntity, { broadcastId, wave: number, status: 'waiting' });
  await tx.update(BroadcastWaveEntity, { broadcastId, number }, { openedAt: now });
  await tx.update(
    InvitationEntity,
    { id: In(waiting.map(({ id }) => id)) },
    { status: 'open', openedAt: now },
  );
  await act.append(
    waveOpened(broadcast, number, now),
    ...waiting.map((invitation) => invitationOpened(broadcast, invitation, now)),
  );
}

/** Makes the event that tells a branch of its invitation. */
export function invitationOpened(
  broadcast: BroadcastEntity,
  invitation: Parameters<typeof invitationEventFields>[1],
  now: Date,
): NewEvent {
  const { fact, envelope } = invitationEventFields(broadcast, invitation, now);
  return eventOf('invitation.opened', { ...fact, closesAt: broadcast.closesAt.toISOString() }, envelope);
}

function waveOpened({ id, authorityId, packageId }: BroadcastEntity, wave: number, now: Date): NewEvent {
  return eventOf('broadcast.wave_opened', { broadcastId: id, packageId, wave }, { authorityId, at: now });
}

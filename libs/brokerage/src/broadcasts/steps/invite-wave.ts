import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Wave } from '#domain/broadcasts/plan-waves';
import type { Tx } from '#platform/database/database';
import { type BroadcastEntity, BroadcastWaveEntity, InvitationEntity } from '../../rows/broadcast.entity.js';
import { invitationEventFields } from './invitation-event-fields.js';
import type { PlannedInvitation } from './planned-invitations.js';

/**
 * Inserts one invitation for each branch to invite. Opens only the invitations of the first wave. Returns the
 * events about opened invitations, for the caller to log.
 */
export async function writeInvitations(
  tx: Tx,
  broadcast: BroadcastEntity,
  waves: readonly Wave[],
  planned: readonly PlannedInvitation[],
): Promise<NewEvent[]> {
  const { id: broadcastId, authorityId, openedAt: now } = broadcast;
  const branches: { id: string; providerId: string }[] = await tx.query(
    'SELECT id, provider_id AS "providerId" FROM branch WHERE id = ANY($1)',
    [planned.map(({ branchId }) => branchId)],
  );
  const providerOf = new Map(branches.map(({ id, providerId }) => [id, providerId]));
  const waveOf = new Map(waves.flatMap(({ number, branchIds }) => branchIds.map((id) => [id, number])));
  const invitations = planned.map(({ branchId, contractId, mayDeliver }) => {
    const [providerId, wave] = [providerOf.get(branchId), waveOf.get(branchId)];
    if (providerId === undefined || wave === undefined)
      throw new Error(`branch ${branchId} is not on the register or in no wave`);
    const opening = wave === 1 ? { status: 'open', openedAt: now } : { status: 'waiting', openedAt: null };
    return {
      id: uuid(),
      authorityId,
      broadcastId,
      branchId,
      providerId,
      contractId,
      mayDeliver: [...mayDeliver],
      wave,
      ...(opening as Pick<InvitationEntity, 'status' | 'openedAt'>),
    };
  });
  await tx.insert(InvitationEntity, invitations);
  return invitations
    .filter(({ status }) => status === 'open')
    .map((invitation) => invitationOpened(broadcast, invitation, now));
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

function invitationOpened(
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

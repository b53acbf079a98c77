import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import type { Wave } from '#domain/broadcasts/plan-waves';
import type { Tx } from '#platform/database/database';
import { BranchEntity } from '../../rows/provider.entity.js';
import { type BroadcastEntity, BroadcastWaveEntity, InvitationEntity } from '../../rows/broadcast.entity.js';
import { invitationEventFields } from './invitation-event-fields.js';
import type { PlannedInvitation } from './planned-invitations.js';

/**
 * Inserts one invitation for each branch to invite, with status `waiting` until the invitation's wave opens.
 */
export async function writeInvitations(
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
  const closesAt = broadcast.closesAt.toISOString();
  await act.append(
    ...(number === 1 ? [] : [waveOpened(broadcast, number, now)]),
    ...waiting.map((invitation): NewEvent => {
      const { fact, envelope } = invitationEventFields(broadcast, invitation, now);
      return eventOf('invitation.opened', { ...fact, closesAt }, envelope);
    }),
  );
}

function waveOpened({ id, authorityId, packageId }: BroadcastEntity, wave: number, now: Date): NewEvent {
  return eventOf('broadcast.wave_opened', { broadcastId: id, packageId, wave }, { authorityId, at: now });
}

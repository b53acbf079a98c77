import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { rowOf } from '#platform/database/find-row';
import { found } from '../../access/scope.js';
import { BroadcastEntity } from '../../broadcasts/broadcast.entity.js';
import { InvitationEntity } from '../../broadcasts/invitation.entity.js';

export interface HeldInvitation {
  readonly invitation: InvitationEntity;
  readonly broadcast: BroadcastEntity;
}

/**
 * The provider's own invitation, and its broadcast kept from closing until this commits. Offers share
 * the broadcast and so do not wait for each other, but closing waits for them and they for it; where
 * the first answer decides, they take turns.
 *
 * @throws DomainError `invitation_not_found`
 */
export async function holdInvitation(
  tx: Tx,
  providerId: string,
  invitationId: string,
): Promise<HeldInvitation> {
  const [row]: Seen[] = await tx.query(SEEN, [invitationId, providerId]);
  const { broadcastId, method, status } = found(row, 'invitation_not_found');
  if (status === 'waiting') throw new DomainError('invitation_not_found');
  const takesTurns = method === 'first_acceptable' || method === 'cascade';
  const lock = takesTurns ? 'FOR UPDATE' : 'FOR SHARE';
  const broadcast = await rowOf(tx, BroadcastEntity, { id: broadcastId }, lock);
  // The row again, now that nothing that closes or revokes can be under way.
  const invitation = await rowOf(tx, InvitationEntity, { id: invitationId }, 'FOR UPDATE');
  return { invitation, broadcast };
}

type Seen = Pick<InvitationEntity, 'broadcastId' | 'status'> & Pick<BroadcastEntity, 'method'>;

const SEEN = `
  SELECT i.broadcast_id AS "broadcastId", i.status, b.method
  FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id WHERE i.id = $1 AND i.provider_id = $2`;

/** @throws DomainError `broadcast_not_open`, `invitation_not_open` */
export function assertOpen({ invitation, broadcast }: HeldInvitation, now: Date): void {
  if (broadcast.status !== 'open' || broadcast.closesAt <= now) throw new DomainError('broadcast_not_open');
  if (invitation.status !== 'open')
    throw new DomainError('invitation_not_open', { status: invitation.status });
}

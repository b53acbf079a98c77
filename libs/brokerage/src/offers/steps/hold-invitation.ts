import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
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
  const seen = found(
    await tx.findOneBy(InvitationEntity, { id: invitationId, providerId }),
    'invitation_not_found',
  );
  if (seen.status === 'waiting') throw new DomainError('invitation_not_found');
  const { method } = await tx.findOneByOrFail(BroadcastEntity, { id: seen.broadcastId });
  const takesTurns = method === 'first_acceptable' || method === 'cascade';
  const broadcast = await tx.findOneOrFail(BroadcastEntity, {
    where: { id: seen.broadcastId },
    lock: { mode: takesTurns ? 'pessimistic_write' : 'pessimistic_read' },
  });
  // The row again, now that nothing that closes or revokes can be under way.
  const invitation = await tx.findOneOrFail(InvitationEntity, {
    where: { id: invitationId },
    lock: { mode: 'pessimistic_write' },
  });
  return { invitation, broadcast };
}

/** @throws DomainError `broadcast_not_open`, `invitation_not_open` */
export function assertOpen({ invitation, broadcast }: HeldInvitation, now: Date): void {
  if (broadcast.status !== 'open' || broadcast.closesAt <= now) throw new DomainError('broadcast_not_open');
  if (invitation.status !== 'open')
    throw new DomainError('invitation_not_open', { status: invitation.status });
}

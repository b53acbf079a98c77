import type { Act } from '#platform/acts/act';
import { BROADCAST_LIFE } from '#domain/lifecycles';
import { nextStatus } from '#domain/lifecycle';
import { digestRecord } from '../../digests/digest-records.js';
import { lapseOffers } from '../../offers/steps/lapse-offers.js';
import { BroadcastEntity } from '../../rows/broadcast.entity.js';
import { endInvitations } from './close-locked-broadcast.js';

/**
 * Cancels a locked broadcast: its invitations end and its offers lapse. The caller must change the status of
 * the package.
 *
 * @throws DomainError `move_not_allowed` once the broadcast is awarded, unfilled or cancelled
 */
export async function cancelLockedBroadcast(
  act: Act,
  broadcast: BroadcastEntity,
  { now, reason }: { readonly now: Date; readonly reason: string | null },
): Promise<void> {
  const { tx } = act;
  const status = nextStatus(BROADCAST_LIFE, broadcast.status, 'cancel');
  const { id, authorityId, packageId } = broadcast;
  await endInvitations(act, broadcast, now);
  await lapseOffers(act, broadcast, { now, reason: 'broadcast_cancelled' });
  const closed = { status, closedAt: broadcast.closedAt ?? now, closeReason: reason };
  await tx.update(BroadcastEntity, { id }, { ...closed, version: broadcast.version + 1 });
  const decided = await digestRecord(tx, 'cancellation', id);
  await act.log('broadcast.cancelled', { ...decided, broadcastId: id, packageId }, { authorityId, at: now });
}

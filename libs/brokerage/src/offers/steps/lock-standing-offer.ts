import { DomainError } from '#domain/domain-error';
import type { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { OfferEntity } from '../../rows/offer.entity.js';
import { type Bidder, ownOffer } from '../offers.queries.js';
import { assertOpen, lockInvitation, type LockedInvitation } from './lock-invitation.js';

/**
 * Locks a valid offer of the provider and its open broadcast. Does not find a sealed offer that was made
 * before the user was let in.
 *
 * @throws DomainError `offer_not_found`, `offer_not_standing`, `broadcast_not_open`
 */
export async function lockStandingOffer(
  tx: Tx,
  bidder: Bidder,
  offerId: string,
  clock: Clock,
): Promise<LockedInvitation & { readonly offer: OfferEntity; readonly now: Date }> {
  const { invitationId } = await ownOffer(tx, bidder, offerId);
  const locked = await lockInvitation(tx, bidder.providerId, invitationId);
  const offer = await tx.findOneByOrFail(OfferEntity, { id: offerId });
  if (offer.status !== 'standing') throw new DomainError('offer_not_standing', { status: offer.status });
  // The time is read after the locks are taken. A revision that waited for the locks until after the deadline
  // is therefore refused.
  const now = clock.now();
  assertOpen(locked, now);
  return { ...locked, offer, now };
}

import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import type { OfferEntity } from '../../rows/offer.entity.js';

/** What every event about an offer has in common: for the bidder and the staff, with no word of who or what. */
export function offerEvent(
  broadcast: Pick<BroadcastEntity, 'id' | 'authorityId' | 'packageId' | 'method'>,
  offer: Pick<OfferEntity, 'id' | 'providerId'>,
  at: Date,
) {
  const { id: broadcastId, authorityId, packageId, method } = broadcast;
  return {
    authorityId,
    providerIds: [offer.providerId],
    subject: { type: 'offer', id: offer.id },
    packageId,
    at,
    payload: { offerId: offer.id, broadcastId, packageId, method },
  } as const;
}

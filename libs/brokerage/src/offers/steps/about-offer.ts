import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import type { OfferEntity } from '../../rows/offer.entity.js';

/**
 * The shared part of every event about an offer. It names no branch, because staff may not know which
 * branches have made sealed offers.
 */
export function aboutOffer(
  broadcast: Pick<BroadcastEntity, 'id' | 'authorityId' | 'packageId' | 'method'>,
  offer: Pick<OfferEntity, 'id' | 'providerId'>,
  at: Date,
) {
  const { id: broadcastId, authorityId, packageId, method } = broadcast;
  return {
    fact: { offerId: offer.id, broadcastId, packageId, method },
    envelope: { authorityId, providerIds: [offer.providerId], at },
  };
}

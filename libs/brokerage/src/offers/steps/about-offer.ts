import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import type { OfferEntity } from '../../rows/offer.entity.js';

/** The shared part of every event about an offer. It names no branch: staff may not know who offered under seal. */
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

import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import type { OfferEntity } from '../../rows/offer.entity.js';

/**
 * Makes the fields that all events about offers have. No field names a branch, because staff may not know who
 * made sealed offers.
 */
export function offerEventFields(
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

import { isAnswerSealed } from '#domain/broadcasts/seal';
import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import type { OfferEntity } from '../../rows/offer.entity.js';

type OfBroadcast = Pick<BroadcastEntity, 'id' | 'authorityId' | 'packageId' | 'method' | 'sealed' | 'status'>;

/** Makes the fields that all events about offers have. No field names a branch. */
export function offerEventFields(
  broadcast: OfBroadcast,
  offer: Pick<OfferEntity, 'id' | 'providerId'>,
  at: Date,
) {
  const { id: broadcastId, authorityId, packageId, method } = broadcast;
  return {
    fact: { offerId: offer.id, broadcastId, packageId, method, isSealed: isAnswerSealed(broadcast) },
    envelope: { authorityId, providerIds: [offer.providerId], at },
  };
}

/**
 * Makes the event that tells staff to read the number of offers again. Returns no event if the answers are not
 * sealed, because staff then receive the events about the offers.
 */
export function offersChanged(broadcast: OfBroadcast, at: Date): NewEvent[] {
  if (!isAnswerSealed(broadcast)) return [];
  const { id: broadcastId, authorityId, packageId } = broadcast;
  return [eventOf('broadcast.offers_changed', { broadcastId, packageId }, { authorityId, at })];
}

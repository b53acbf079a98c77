import type { OwnOfferView } from '#contracts/offers';
import type { OfferEntity } from '../../rows/offer.entity.js';

/**
 * Converts a valid offer to the view for its bidder. The result equals the result of the query `ownOffer`.
 */
export function ownOfferView(offer: OfferEntity): OwnOfferView {
  const { authorityId: _authority, providerId: _provider, score: _score, madeAt, revisedAt, ...told } = offer;
  return {
    ...told,
    madeAt: madeAt.toISOString(),
    revisedAt: revisedAt?.toISOString() ?? null,
    rank: null,
    offersRanked: null,
    outcome: null,
  };
}

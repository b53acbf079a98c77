import type { OwnOfferView } from '#contracts/offers';
import type { OfferEntity } from '../../rows/offer.entity.js';

/** Shows a standing offer to its bidder exactly as `ownOffer` would read it. It has no rank yet. */
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

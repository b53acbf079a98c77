import type { OwnOfferView } from '#contracts/offers';
import type { OfferEntity } from '../../rows/offer.entity.js';

/** What its bidder is told of an offer that stands, as `ownOffer` would read it: nothing is ranked before closing. */
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

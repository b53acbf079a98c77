import type { OfferStatus } from '#contracts/offers';
import type { Life } from '../lifecycle.js';

export type OfferMove = 'make' | 'revise' | 'withdraw' | 'lapse' | 'award' | 'lose' | 'withdraw_award';

/** The life of an offer. One that was withdrawn may be made again; one that lost is not awarded later. */
// prettier-ignore
export const OFFER_LIFE: Life<OfferStatus, OfferMove> = {
  standing:        { revise: 'standing', withdraw: 'withdrawn', lapse: 'lapsed', award: 'awarded', lose: 'lost' },
  withdrawn:       { make: 'standing' },
  lapsed:          {},
  awarded:         { withdraw_award: 'award_withdrawn' },
  lost:            {},
  award_withdrawn: {},
};

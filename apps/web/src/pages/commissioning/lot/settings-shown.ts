import type { LotSettings } from '#contracts/lots';
import { hoursInWords, pounds } from '../../../formats/quantities.js';
import { RATING_POLICY_WORDING } from '../../../wording/branches.js';
import { METHOD_WORDING } from '../../../wording/broadcasts.js';

/** Returns the names and the values of a lot's allocation settings as texts. */
export function settingsShown(lot: LotSettings): { readonly name: string; readonly text: string }[] {
  const { price, quality, fit, continuity } = lot.weights;
  const lines = [
    { name: 'Order of invitations', text: methodInWords(lot) },
    { name: 'Offers', text: offersInWords(lot) },
    { name: 'Ratings', text: RATING_POLICY_WORDING[lot.ratingPolicy] },
    {
      name: 'Weights',
      text: `Price ${price}%, quality ${quality}%, fit ${fit}%, continuity ${continuity}%`,
    },
    {
      name: 'Hourly rates',
      text: `${pounds(lot.rateFloorPence)} to ${pounds(lot.rateCeilingPence)}. An offer outside needs a reason`,
    },
  ];
  return lot.weightsReason === null
    ? lines
    : [...lines, { name: 'Reason for these weights', text: lot.weightsReason }];
}

function methodInWords({ method, tierHeadStartMinutes, cascadeStepMinutes }: LotSettings): string {
  if (method === 'tiers')
    return `${METHOD_WORDING.tiers}. Next tier after ${hoursInWords(tierHeadStartMinutes)}`;
  if (method === 'cascade') return `${METHOD_WORDING.cascade}: ${hoursInWords(cascadeStepMinutes)} each`;
  return METHOD_WORDING[method];
}

function offersInWords({ sealed, ownRankShown }: LotSettings): string {
  if (sealed) return 'Sealed until the broadcast closes';
  return ownRankShown ? 'Open. Each branch sees its own rank' : 'Open';
}

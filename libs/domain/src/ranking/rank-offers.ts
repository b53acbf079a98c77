import type { Score } from '#contracts/ranking';
import { byCodeUnits, inOrderOf } from '../collections.js';

export interface RankableOffer {
  readonly id: string;
  readonly score: Score;
  /**
   * A key that decides between otherwise equal offers. It is made from the ids of broadcast and branch, not
   * from the time of the offer, so an early offer has no advantage.
   */
  readonly tieBreak: string;
}

/**
 * Orders offers by total score, best first. Equal totals are ordered by quality, then rate, then fit, then
 * the tie-break key.
 */
const byRank = inOrderOf<RankableOffer>(
  (a, b) => b.score.total - a.score.total,
  (a, b) => b.score.components.quality - a.score.components.quality,
  (a, b) => a.score.inputs.hourlyRatePence - b.score.inputs.hourlyRatePence,
  (a, b) => b.score.components.fit - a.score.components.fit,
  (a, b) => byCodeUnits(a.tieBreak, b.tieBreak),
  (a, b) => byCodeUnits(a.id, b.id), // offers with equal keys are ordered by id, so that every run gives the same order
);

/**
 * Ranks the offers of a broadcast from best to worst. The order does not depend on the order of the input
 * (docs/rules.md §3.3.5).
 */
export function rankOffers<T extends RankableOffer>(offers: readonly T[]): T[] {
  return offers.toSorted(byRank);
}

import type { Score } from '#contracts/ranking';
import { byCodeUnits, inOrderOf } from '../collections.js';

export interface RankableOffer {
  readonly id: string;
  readonly score: Score;
  /** A lottery key made from the broadcast and the branch, never from the time of the offer. */
  readonly tieBreak: string;
}

/** Best total first, then best quality, lowest rate, best fit, and last the lottery key. */
const byRank = inOrderOf<RankableOffer>(
  (a, b) => b.score.total - a.score.total,
  (a, b) => b.score.components.quality - a.score.components.quality,
  (a, b) => a.score.inputs.hourlyRatePence - b.score.inputs.hourlyRatePence,
  (a, b) => b.score.components.fit - a.score.components.fit,
  (a, b) => byCodeUnits(a.tieBreak, b.tieBreak),
  (a, b) => byCodeUnits(a.id, b.id), // equal offers are ordered by id, so that every run gives the same order
);

/**
 * Ranks offers from best to worst. The order is the same on every run, in whichever order the offers came
 * (docs/rules.md §3.3.5).
 */
export function rankOffers<T extends RankableOffer>(offers: readonly T[]): T[] {
  return offers.toSorted(byRank);
}

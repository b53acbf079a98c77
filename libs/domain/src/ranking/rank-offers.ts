import type { Score } from '#contracts/ranking';
import { byCodeUnits, inOrderOf } from '../collections.js';

export interface RankableOffer {
  readonly id: string;
  readonly score: Score;
  /** A lottery key drawn from the broadcast and the branch, never from when the offer came. */
  readonly tieBreak: string;
}

/** Best total; then best quality; then lowest rate; then best fit; then the lot drawn. */
const byRank = inOrderOf<RankableOffer>(
  (a, b) => b.score.total - a.score.total,
  (a, b) => b.score.components.quality - a.score.components.quality,
  (a, b) => a.score.inputs.hourlyRatePence - b.score.inputs.hourlyRatePence,
  (a, b) => b.score.components.fit - a.score.components.fit,
  (a, b) => byCodeUnits(a.tieBreak, b.tieBreak),
  (a, b) => byCodeUnits(a.id, b.id), // never a tie: two runs must agree
);

/** The offers from best to worst; the same on every run, in whatever order they came (docs/rules.md §3.3.5). */
export function rankOffers<T extends RankableOffer>(offers: readonly T[]): T[] {
  return offers.toSorted(byRank);
}

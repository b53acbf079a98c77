import type { Score, ScoreComponents } from '#contracts/ranking';

const AHEAD: readonly { readonly component: keyof ScoreComponents; readonly words: string }[] = [
  { component: 'price', words: 'a lower rate was offered' },
  { component: 'quality', words: 'the quality score was higher' },
  { component: 'fit', words: 'the times and the start fitted better' },
  { component: 'continuity', words: 'continuity of care was better' },
];
const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * Explains to a bidder how its offer was ranked (docs/rules.md §3.3.6). Says in which score components the
 * best offer was better. The text never names the best bidder, and never reveals the best rate.
 */
export function explainOutcome(rank: number, of: number, own: Score, best: Score): string {
  if (of === 1) return 'Your offer was the only one.';
  const place = `Your offer ranked ${rank} of ${of}.`;
  if (rank === 1) return place;
  if (own.total === best.total)
    return `${place} The best offer scored the same and came first in the order for ties, which never looks at when an offer was made.`;
  const ahead = AHEAD.filter(
    ({ component }) => own.weights[component] > 0 && own.components[component] < best.components[component],
  );
  return `${place} The best offer was ahead: ${LIST.format(ahead.map(({ words }) => words))}.`;
}

/** What is known of a decided broadcast, besides the scores. */
export interface Decision {
  /** True if the offer was awarded. */
  readonly isAwarded: boolean;
  /** The reason that the authority gives all bidders for not choosing the top-ranked offer. Null if it gave none. */
  readonly reasonForBidders: string | null;
  /** True if the first acceptable offer wins at once, whatever its rank. */
  readonly takesFirst: boolean;
}

/**
 * Says why the top-ranked offer was not chosen, to every bidder alike (docs/rules.md §3.3.6). Returns null if it was chosen, as far
 * as this bidder can tell.
 */
export function explainChoice(
  rank: number,
  { isAwarded, reasonForBidders, takesFirst }: Decision,
): string | null {
  if (reasonForBidders !== null)
    return `The council did not choose the top-ranked offer. Its reason: ${reasonForBidders}`;
  if (rank !== 1 || isAwarded) return null;
  return takesFirst
    ? 'In this lot the first acceptable offer wins.'
    : 'The council chose another offer, and keeps its reason on record.';
}

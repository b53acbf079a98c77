import type { OfferView, OwnOfferView, OwnScore, RankedOfferView } from '#contracts/offers';
import type { Page, PageRequest } from '#contracts/list-page';
import type { Score } from '#contracts/ranking';
import { type Decision, explainChoice, explainOutcome } from '#domain/ranking/explain-outcome';
import { offerIsHidden } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

/**
 * An SQL fragment with the columns of an offer `o` that every reader may see. `ranked.of` is the number of
 * ranked offers.
 */
export const OFFER_VIEW = `
  o.id, o.invitation_id AS "invitationId", o.broadcast_id AS "broadcastId", o.branch_id AS "branchId", o.status, o.version,
  o.starts_on AS "startsOn", o.hourly_rate_pence AS "hourlyRatePence", o.visit_times AS "visitTimes",
  o.delivering_branch_id AS "deliveringBranchId", o.note, o.rate_reason AS "rateReason",
  o.rate_exception AS "rateException", o.made_at AS "madeAt", o.revised_at AS "revisedAt",
  o.rank, ranked.of AS "offersRanked"`;

const OWN_OFFER = `
  SELECT ${OFFER_VIEW}, o.score, ranked.best AS "bestScore", b.method = 'first_acceptable' AS "takesFirst",
         reason_for_bidders(o.broadcast_id) AS "reasonForBidders"
  FROM offer o
  CROSS JOIN LATERAL (SELECT ranked AS of, best_score AS best FROM offers_ranked(o.broadcast_id)) ranked
  JOIN broadcast b ON b.id = o.broadcast_id
  JOIN app_user u ON u.id = $2
  WHERE o.provider_id = $1 AND NOT ${offerIsHidden('o', 'b', 'u.entered_at')}`;

/**
 * The user who reads the offers of the user's own provider. Sealed offers that were made before the user was
 * let in are hidden.
 */
export interface Bidder {
  readonly providerId: string;
  readonly userId: string;
}

type OwnOfferRow = Omit<OwnOfferView, 'outcome'> & {
  readonly score: Score | null;
  /** The score of the best offer. PostgreSQL does not say of which column the function answers. */
  readonly bestScore: unknown;
  readonly takesFirst: boolean;
  readonly reasonForBidders: string | null;
};

/** @throws DomainError `offer_not_found` also for another provider's offer, and for a hidden offer */
export async function ownOffer(
  reader: Reader,
  { providerId, userId }: Bidder,
  id: string,
): Promise<OwnOfferView> {
  const [row]: OwnOfferRow[] = await reader.views(`${OWN_OFFER} AND o.id = $3`, [providerId, userId, id]);
  return toOwnOffer(found(row, 'offer_not_found'));
}

/** Lists the offers of a user's own provider, newest first. */
export async function ownOfferPage(
  reader: Reader,
  { providerId, userId }: Bidder,
  request: PageRequest,
): Promise<Page<OwnOfferView>> {
  const slice = sliceOf(request);
  const rows: OwnOfferRow[] = await reader.views(
    `${OWN_OFFER} AND ($3::uuid IS NULL OR o.id < $3) ORDER BY o.id DESC LIMIT $4`,
    [providerId, userId, slice.after, slice.fetch],
  );
  return toPage(rows.map(toOwnOffer), slice);
}

/**
 * Converts a row to an offer for its bidder. After the decision, the bidder sees the offer's rank and score,
 * but never the winner.
 */
function toOwnOffer({ score, bestScore, takesFirst, reasonForBidders, ...offer }: OwnOfferRow): OwnOfferView {
  const { rank, offersRanked: of } = isDecided(offer) ? offer : { rank: null, offersRanked: null };
  const why = explained({ rank, offersRanked: of, score }, bestScore as Score | null, {
    isAwarded: offer.status !== 'lost',
    takesFirst,
    reasonForBidders,
  });
  if (why === null || rank === null || of === null || !score)
    return { ...offer, rank, offersRanked: of, outcome: null };
  return { ...offer, outcome: { rank, of, score: withoutRival(score), why } };
}

/**
 * Removes the price component and the total from a score. From these numbers a bidder could calculate the
 * lowest rate that another branch offered.
 */
function withoutRival({ weights, inputs, components }: Score): OwnScore {
  const { lowestRatePence: _lowest, ...ownInputs } = inputs;
  const { price: _price, ...ownComponents } = components;
  return { weights, inputs: ownInputs, components: ownComponents };
}

/** True once the outcome of an offer is decided. From then on, its bidder may see the offer's rank. */
export function isDecided({ status }: Pick<OfferView, 'status'>): boolean {
  return status === 'lost' || status === 'awarded' || status === 'award_withdrawn';
}

/**
 * Explains in words how an offer's score compares with the best score and, after the decision, why the top-ranked offer was
 * not chosen. Returns null if the offer was not ranked.
 */
export function explained(
  { rank, offersRanked, score }: Pick<RankedOfferView, 'rank' | 'offersRanked' | 'score'>,
  best: Score | null,
  decision: Decision | null,
): string | null {
  if (rank === null || offersRanked === null || !score || !best) return null;
  const choice = decision && explainChoice(rank, decision);
  return [explainOutcome(rank, offersRanked, score, best), choice].filter((text) => text !== null).join(' ');
}

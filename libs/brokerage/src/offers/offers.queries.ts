import type { BroadcastView } from '#contracts/broadcasts';
import type {
  ComparedVisit,
  OfferView,
  OwnOfferView,
  OwnScore,
  RankedOfferView,
  VisitTime,
} from '#contracts/offers';
import type { Page, PageRequest } from '#contracts/pages';
import type { Score } from '#contracts/ranking';
import type { Visit } from '#contracts/visits';
import { DomainError } from '#domain/domain-error';
import { isInsideAskedTime } from '#domain/ranking/fit';
import { explainOutcome } from '#domain/ranking/explain-outcome';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { ownBroadcast } from '../broadcasts/broadcasts.queries.js';
import { sliceOf, toPage } from '../paging/page.js';

const OFFER_VIEW = `
  o.id, o.invitation_id AS "invitationId", o.broadcast_id AS "broadcastId", o.branch_id AS "branchId", o.status, o.version,
  o.starts_on AS "startsOn", o.hourly_rate_pence AS "hourlyRatePence", o.visit_times AS "visitTimes",
  o.delivering_branch_id AS "deliveringBranchId", o.note, o.rate_reason AS "rateReason",
  o.rate_exception AS "rateException", o.made_at AS "madeAt", o.revised_at AS "revisedAt",
  o.rank, ranked.of AS "offersRanked"`;

const OWN_OFFER = `
  SELECT ${OFFER_VIEW}, o.score, best.score AS "bestScore"
  FROM offer o
  LEFT JOIN LATERAL (
    SELECT nullif(count(*), 0)::int AS of FROM offer WHERE broadcast_id = o.broadcast_id AND rank IS NOT NULL) ranked ON true
  LEFT JOIN offer best ON best.broadcast_id = o.broadcast_id AND best.rank = 1
  WHERE o.provider_id = $1`;

type OwnOfferRow = Omit<OwnOfferView, 'outcome'> & {
  readonly score: Score | null;
  readonly bestScore: Score | null;
};

/** @throws DomainError `offer_not_found` also for another provider's. */
export async function ownOffer(reader: Reader, providerId: string, id: string): Promise<OwnOfferView> {
  const [row]: OwnOfferRow[] = await reader.views(`${OWN_OFFER} AND o.id = $2`, [providerId, id]);
  return toOwnOffer(found(row, 'offer_not_found'));
}

/** Newest first. */
export async function ownOfferPage(
  reader: Reader,
  providerId: string,
  request: PageRequest,
): Promise<Page<OwnOfferView>> {
  const slice = sliceOf(request);
  const rows: OwnOfferRow[] = await reader.views(
    `${OWN_OFFER} AND ($2::uuid IS NULL OR o.id < $2) ORDER BY o.id DESC LIMIT $3`,
    [providerId, slice.after, slice.fetch],
  );
  return toPage(rows.map(toOwnOffer), slice);
}

/** What a bidder is told once it is decided: its own rank and score, never who won at what price. */
function toOwnOffer({ score, bestScore, ...offer }: OwnOfferRow): OwnOfferView {
  const { rank, offersRanked: of } = isDecided(offer) ? offer : { rank: null, offersRanked: null };
  const why = explained({ rank, offersRanked: of, score }, bestScore);
  if (why === null || rank === null || of === null || !score)
    return { ...offer, rank, offersRanked: of, outcome: null };
  return { ...offer, outcome: { rank, of, score: withoutRival(score), why } };
}

/** From the price component or the total a bidder could work out the lowest rate, which is another's. */
function withoutRival({ weights, inputs, components }: Score): OwnScore {
  const { lowestRatePence: _lowest, ...ownInputs } = inputs;
  const { price: _price, ...ownComponents } = components;
  return { weights, inputs: ownInputs, components: ownComponents };
}

/**
 * The offers of a broadcast, best first, with every component of their scores.
 *
 * @throws DomainError `offers_sealed` before a sealed broadcast has closed, for everybody; and for good where it
 *   was cancelled before: the package may be asked for again, and the bidders with it
 */
export async function rankedOffers(
  reader: Reader,
  authorityId: string,
  broadcastId: string,
): Promise<RankedOfferView[]> {
  const broadcast = await ownBroadcast(reader, authorityId, broadcastId);
  if (broadcast.sealed && !(await wasOpened(reader, broadcast)))
    throw new DomainError('offers_sealed', { closesAt: broadcast.closesAt, offers: broadcast.offers });
  const rows: RankedRow[] = await reader.views(
    `SELECT ${OFFER_VIEW}, o.provider_id AS "providerId", lead.name AS "branchName",
            delivering.name AS "deliveringBranchName", o.score, v.visits
     FROM offer o
     JOIN broadcast b ON b.id = o.broadcast_id
     JOIN package_version v ON v.package_id = b.package_id AND v.version = b.package_version
     JOIN branch lead ON lead.id = o.branch_id
     JOIN branch delivering ON delivering.id = o.delivering_branch_id
     CROSS JOIN LATERAL (
       SELECT nullif(count(*), 0)::int AS of FROM offer WHERE broadcast_id = o.broadcast_id AND rank IS NOT NULL) ranked
     WHERE o.broadcast_id = $1 AND o.authority_id = $2 AND o.status <> 'withdrawn'
     ORDER BY o.rank NULLS LAST, o.id`,
    [broadcastId, authorityId],
  );
  const best = rows.find(({ rank }) => rank === 1)?.score ?? null;
  return rows.map(({ visits, ...row }) => ({
    ...row,
    comparison: compareVisits(visits, row.visitTimes),
    told: isDecided(row) ? explained(row, best) : null,
  }));
}

type RankedRow = Omit<RankedOfferView, 'comparison' | 'told'> & { readonly visits: readonly Visit[] };

function compareVisits(visits: readonly Visit[], times: readonly VisitTime[]): ComparedVisit[] {
  return visits.map((visit) => {
    const startsAt = times.find(({ visitKey }) => visitKey === visit.key)?.startsAt ?? null;
    return { visit, startsAt, isInside: startsAt !== null && isInsideAskedTime(visit, startsAt) };
  });
}

function isDecided({ status }: Pick<OfferView, 'status'>): boolean {
  return status === 'lost' || status === 'awarded' || status === 'award_withdrawn';
}

function explained(
  { rank, offersRanked, score }: Pick<RankedOfferView, 'rank' | 'offersRanked' | 'score'>,
  best: Score | null,
): string | null {
  if (rank === null || offersRanked === null || !score || !best) return null;
  return explainOutcome(rank, offersRanked, score, best);
}

/** Closing opens the seal, and ranks; a broadcast that was cancelled while it was open never got there. */
async function wasOpened(reader: Reader, { id, status }: BroadcastView): Promise<boolean> {
  if (status !== 'cancelled') return status !== 'open';
  const ranked: unknown[] = await reader.query(
    'SELECT 1 FROM offer WHERE broadcast_id = $1 AND rank IS NOT NULL LIMIT 1',
    [id],
  );
  return ranked.length > 0;
}

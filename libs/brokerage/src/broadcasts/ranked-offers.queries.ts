import type { ComparedVisit, RankedOfferView, VisitTime } from '#contracts/offers';
import type { Visit } from '#contracts/visits';
import { DomainError } from '#domain/domain-error';
import { isInsideAskedTime } from '#domain/ranking/offer-fit';
import type { Reader } from '#platform/database/database';
import { explained, isDecided, OFFER_VIEW } from '../offers/offers.queries.js';
import { ownBroadcast } from './broadcasts.queries.js';

/**
 * Lists the offers of a broadcast, best first, with every component of their scores.
 *
 * @throws DomainError `offers_sealed` until a sealed broadcast closes. If the broadcast was cancelled while
 * open, its offers stay sealed for ever, because the same branches may be invited again
 */
export async function rankedOffers(
  reader: Reader,
  authorityId: string,
  broadcastId: string,
): Promise<RankedOfferView[]> {
  const broadcast = await ownBroadcast(reader, authorityId, broadcastId);
  // The view leaves out the numbers of answers exactly while the answers are sealed.
  if (broadcast.seen === null)
    throw new DomainError('offers_sealed', { closesAt: broadcast.closesAt, offers: broadcast.offers });
  const rows: RankedRow[] = await reader.views(
    `SELECT ${OFFER_VIEW}, o.provider_id AS "providerId", lead.name AS "branchName",
            delivering.name AS "deliveringBranchName", o.score, v.visits,
            b.method = 'first_acceptable' AS "takesFirst", 
            (SELECT a.reason_for_bidders FROM award a WHERE a.broadcast_id = o.broadcast_id LIMIT 1) AS "reasonForBidders"
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
  return rows.map(({ visits, takesFirst, reasonForBidders, ...row }) => ({
    ...row,
    comparison: compareVisits(visits, row.visitTimes),
    told: isDecided(row)
      ? explained(row, best, { isAwarded: row.status !== 'lost', takesFirst, reasonForBidders })
      : null,
    willBeTold: row.status === 'standing' ? explained(row, best, null) : null,
  }));
}

type RankedRow = Omit<RankedOfferView, 'comparison' | 'told' | 'willBeTold'> & {
  readonly visits: readonly Visit[];
  readonly takesFirst: boolean;
  readonly reasonForBidders: string | null;
};

function compareVisits(visits: readonly Visit[], times: readonly VisitTime[]): ComparedVisit[] {
  return visits.map((visit) => {
    const startsAt = times.find(({ visitKey }) => visitKey === visit.key)?.startsAt ?? null;
    return { visit, startsAt, isInside: startsAt !== null && isInsideAskedTime(visit, startsAt) };
  });
}

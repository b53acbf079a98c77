import type { InvitationState, InvitationStatus, InvitationView } from '#contracts/broadcasts';
import type { Page, PageRequest } from '#contracts/list-page';
import { type DistrictPlace, districtDistanceMiles } from '#domain/lots/district-distance';
import { contractRateOn, offerIsHidden, ratesOfRound } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import type { Bidder } from '../offers/offers.queries.js';
import { type BroadcastToRank, rankStanding } from '../offers/steps/rank-standing-offers.js';
import { sliceOf, toPage } from '../paging/page.js';

/** An SQL expression for the middle of a postcode district. Null if no council has imported the district. */
const placeOf = (district: string): string =>
  `(SELECT jsonb_build_object('latitude', pd.latitude, 'longitude', pd.longitude)
          FROM postcode_district pd WHERE pd.district = ${district})`;

/**
 * An SQL fragment that selects invitations as a provider's user (`$2`) may see them. An invitation shows the
 * postcode area, the visits and the deadline. It shows nothing that identifies the person (docs/rules.md §7).
 *
 * Packages are read by their ids (`OFFSET 0`): PostgreSQL would otherwise read all of them first, and ask the policy of the
 * table about each.
 *
 * Leaves out invitations of waves that have not opened. Leaves out sealed offers that were made before the
 * user was let in.
 */
const INVITATION_VIEW = `
  SELECT i.id, i.broadcast_id AS "broadcastId", i.branch_id AS "branchId", br.name AS "branchName",
         ${placeOf("split_part(br.postcode, ' ', 1)")} AS "branchPlace",
         ${placeOf('p.postcode_district')} AS "packagePlace",
         i.authority_id AS "authorityId", a.name AS "authorityName", i.status,
         p.postcode_district AS "postcodeDistrict", p.postcode_sector AS "postcodeSector",
         b.lot_id AS "lotId", l.name AS "lotName", p.reference AS "packageReference",
         coalesce(f.care_is_running, false) AS "careIsRunning", b.weights,
         CASE WHEN f.contact_name IS NOT NULL AND f.contact_email IS NOT NULL
              THEN jsonb_build_object('name', f.contact_name, 'email', f.contact_email) END AS contact,
         jsonb_build_object('urgency', v.urgency, 'visits', v.visits, 'needs', v.needs, 'note', v.note,
                            'weeklyMinutes', v.weekly_minutes) AS package,
         b.method, b.sealed, i.opened_at AS "openedAt", b.closes_at AS "closesAt", b.start_by AS "startBy",
         ${contractRateOn('c', 'min', ratesOfRound('b'))} AS "rateMinPence",
         ${contractRateOn('c', 'max', ratesOfRound('b'))} AS "rateMaxPence",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('branchId', d.id, 'name', d.name)
                                    ORDER BY d.id = i.branch_id DESC, d.name), '[]')
          FROM branch d WHERE d.id = ANY(i.may_deliver)) AS "mayDeliver",
         i.seen_at AS "seenAt", i.decline_reason AS "declineReason", o.id AS "offerId",
         o.status AS "offerStatus",
         CASE WHEN o.status IN ('awarded', 'lost', 'award_withdrawn') THEN o.rank END AS "ownRank"
  FROM invitation i
  JOIN broadcast b ON b.id = i.broadcast_id
  JOIN LATERAL (SELECT reference, postcode_district, postcode_sector FROM package
                WHERE id = b.package_id OFFSET 0) p ON true
  JOIN LATERAL (SELECT urgency, visits, needs, note, weekly_minutes FROM package_version
                WHERE package_id = b.package_id AND version = b.package_version OFFSET 0) v ON true
  JOIN lot l ON l.id = b.lot_id
  JOIN authority a ON a.id = i.authority_id
  JOIN branch br ON br.id = i.branch_id
  JOIN contract c ON c.id = i.contract_id
  JOIN app_user u ON u.id = $2
  JOIN LATERAL invitation_facts(i.id) f ON true
  LEFT JOIN offer o ON o.invitation_id = i.id AND NOT ${offerIsHidden('o', 'b', 'u.entered_at')}
  WHERE i.provider_id = $1 AND i.opened_at IS NOT NULL`;

/**
 * Reads an invitation. `rankReader` reads the offers of rivals, for the branch's own rank, and only where the
 * lot shows this rank.
 *
 * @throws DomainError `invitation_not_found`
 */
export async function invitationView(
  reader: Reader,
  rankReader: Reader,
  { providerId, userId }: Bidder,
  id: string,
): Promise<InvitationView> {
  const [row]: InvitationRow[] = await reader.views(`${INVITATION_VIEW} AND i.id = $3`, [
    providerId,
    userId,
    id,
  ]);
  const view = withDistance(found(row, 'invitation_not_found'));
  return { ...view, ownRank: view.ownRank ?? (await rankSoFar(rankReader, view)) };
}

export interface InvitationFilter {
  readonly status?: InvitationStatus;
  readonly state?: InvitationState;
}

/** Lists invitations, newest first. */
export async function invitationPage(
  reader: Reader,
  { providerId, userId }: Bidder,
  { status, state, ...request }: PageRequest & InvitationFilter,
): Promise<Page<InvitationView>> {
  const slice = sliceOf(request);
  const rows: InvitationRow[] = await reader.views(
    `${INVITATION_VIEW} AND ($3::uuid IS NULL OR i.id < $3) AND ($4::text IS NULL OR i.status = $4)
       AND ($5::text IS NULL OR ($5 = 'pending') = (i.status = 'open' OR coalesce(o.status = 'standing', false)))
     ORDER BY i.id DESC LIMIT $6`,
    [providerId, userId, slice.after, status ?? null, state ?? null, slice.fetch],
  );
  return toPage(rows.map(withDistance), slice);
}

type InvitationRow = Omit<InvitationView, 'distanceMiles'> & {
  readonly branchPlace: DistrictPlace | null;
  readonly packagePlace: DistrictPlace | null;
};

function withDistance({ branchPlace, packagePlace, ...view }: InvitationRow): InvitationView {
  return { ...view, distanceMiles: districtDistanceMiles(branchPlace, packagePlace) };
}

/**
 * Returns the present rank of a branch's offer while the broadcast is open. Only lots without sealed offers
 * may show this rank (docs/rules.md §3.3.2).
 */
async function rankSoFar(reader: Reader, { broadcastId, offerId }: InvitationView): Promise<number | null> {
  if (offerId === null) return null;
  const [broadcast]: BroadcastToRank[] = await reader.query(
    `SELECT id, authority_id AS "authorityId", package_id AS "packageId", package_version AS "packageVersion",
            weights, start_by AS "startBy", closes_at AS "closesAt"
     FROM broadcast WHERE id = $1 AND status = 'open' AND own_rank_shown AND NOT sealed`,
    [broadcastId],
  );
  if (!broadcast) return null;
  const ranked = await rankStanding(reader, broadcast);
  return ranked.find(({ id }) => id === offerId)?.rank ?? null;
}

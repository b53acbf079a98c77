import type { BroadcastStatus, BroadcastView, InvitedBranchView } from '#contracts/broadcasts';
import type { Page, PageRequest } from '#contracts/list-page';
import { answersAreSealed, offersShown } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

const BROADCAST_VIEW = `
  SELECT b.id, b.package_id AS "packageId", b.package_version AS "packageVersion", b.round, b.status, b.method, b.sealed,
         b.opened_at AS "openedAt", b.closes_at AS "closesAt", b.closed_at AS "closedAt", b.close_cause AS "closeCause", b.close_reason AS "closeReason",
         b.start_by AS "startBy", b.half_at AS "halfAt", b.three_quarters_at AS "threeQuartersAt", w.waves, i.invited,
         CASE WHEN NOT h.sealed THEN i.seen END AS seen, CASE WHEN NOT h.sealed THEN i.declined END AS declined,
         o.offers, a.id AS "awardId", b.version
  FROM broadcast b
  LEFT JOIN award a ON a.broadcast_id = b.id
  CROSS JOIN LATERAL (SELECT ${answersAreSealed('b')} AS sealed) h
  CROSS JOIN LATERAL (
    SELECT count(opened_at)::int AS invited, count(seen_at)::int AS seen, count(declined_at)::int AS declined
    FROM invitation WHERE broadcast_id = b.id) i
  CROSS JOIN LATERAL (
    SELECT ${offersShown('h.sealed')} AS offers FROM offer WHERE broadcast_id = b.id) o
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('number', number, 'opensAt', opens_at, 'openedAt', opened_at, 'branches',
             (SELECT count(*) FROM invitation i WHERE i.broadcast_id = b.id AND i.wave = number)) ORDER BY number), '[]') AS waves
    FROM broadcast_wave WHERE broadcast_id = b.id) w`;

/**
 * Reads a broadcast without checking the tenant. The caller has already checked that the actor may read it.
 */
export async function broadcastView(reader: Reader, id: string): Promise<BroadcastView> {
  const [row]: BroadcastView[] = await reader.views(`${BROADCAST_VIEW} WHERE b.id = $1`, [id]);
  return found(row, 'broadcast_not_found');
}

/** @throws DomainError `broadcast_not_found` */
export async function ownBroadcast(reader: Reader, authorityId: string, id: string): Promise<BroadcastView> {
  const [row]: BroadcastView[] = await reader.views(
    `${BROADCAST_VIEW} WHERE b.id = $1 AND b.authority_id = $2`,
    [id, authorityId],
  );
  return found(row, 'broadcast_not_found');
}

/** Lists broadcasts, newest first. */
export async function broadcastPage(
  reader: Reader,
  authorityId: string,
  {
    status,
    packageId,
    ...request
  }: PageRequest & { readonly status?: BroadcastStatus; readonly packageId?: string },
): Promise<Page<BroadcastView>> {
  const slice = sliceOf(request);
  const rows: BroadcastView[] = await reader.views(
    `${BROADCAST_VIEW}
     WHERE b.authority_id = $1 AND ($2::uuid IS NULL OR b.id < $2) AND ($3::text IS NULL OR b.status = $3)
       AND ($4::uuid IS NULL OR b.package_id = $4)
     ORDER BY b.id DESC LIMIT $5`,
    [authorityId, slice.after, status ?? null, packageId ?? null, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * Lists the invitations of a broadcast. While the answers are sealed, shows only which branches had not opened
 * the invitation at half and at three quarters of the time to answer (docs/rules.md §3.3.2).
 */
export async function invitedBranches(
  reader: Reader,
  authorityId: string,
  broadcastId: string,
  now: Date,
): Promise<InvitedBranchView[]> {
  await ownBroadcast(reader, authorityId, broadcastId);
  return reader.views(
    `SELECT i.id AS "invitationId", i.branch_id AS "branchId", br.name AS "branchName", i.wave,
            CASE WHEN NOT h.sealed OR i.status <> 'declined' THEN i.status
              WHEN b.status = 'open' THEN 'open' ELSE 'ended' END AS status,
            i.opened_at AS "openedAt", CASE WHEN NOT h.sealed THEN i.seen_at END AS "seenAt",
            CASE WHEN b.half_at <= $2 AND i.opened_at < b.half_at
              THEN coalesce(i.seen_at > b.half_at, true) END AS "isUnopenedAtHalf",
            CASE WHEN b.three_quarters_at <= $2 AND i.opened_at < b.three_quarters_at
              THEN coalesce(i.seen_at > b.three_quarters_at, true) END AS "isUnopenedAtThreeQuarters",
            CASE WHEN NOT h.sealed THEN i.declined_at END AS "declinedAt",
            CASE WHEN NOT h.sealed THEN i.decline_reason END AS "declineReason",
            CASE WHEN NOT h.sealed THEN i.decline_note END AS "declineNote"
     FROM broadcast b JOIN invitation i ON i.broadcast_id = b.id JOIN branch br ON br.id = i.branch_id
     CROSS JOIN LATERAL (SELECT ${answersAreSealed('b')} AS sealed) h
     WHERE b.id = $1 ORDER BY i.wave, br.name, i.id`,
    [broadcastId, now],
  );
}

/** Lists the providers that a broadcast has invited and that have not declined. */
export async function providersAsked(reader: Reader, broadcastId: string): Promise<string[]> {
  const rows: { providerId: string }[] = await reader.query(
    `SELECT DISTINCT provider_id AS "providerId" FROM invitation WHERE broadcast_id = $1 AND status = 'open'`,
    [broadcastId],
  );
  return rows.map(({ providerId }) => providerId);
}

import type { AwaitedStartView } from '#contracts/care';
import type { Page, PageRequest } from '#contracts/list-page';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

/**
 * An SQL fragment that selects awards whose care has not started. Providers read these awards, so the award
 * reason is left out. Only the authority may read the reason.
 */
const STARTS = `
  SELECT w.id, w.package_id AS "packageId", w.broadcast_id AS "broadcastId", w.offer_id AS "offerId",
         w.branch_id AS "branchId", w.delivering_branch_id AS "deliveringBranchId", w.lot_id AS "lotId",
         w.weekly_minutes AS "weeklyMinutes", w.hourly_rate_pence AS "hourlyRatePence", w.starts_on AS "startsOn",
         w.status, NULL AS reason, w.awarded_at AS "awardedAt", w.start_due_at AS "startDueAt", w.overdue_at AS "overdueAt",
         w.started_at AS "startedAt", NULL AS "placementId", w.withdrawn_at AS "withdrawnAt",
         w.withdraw_reason AS "withdrawReason",
         p.reference AS "packageReference", p.postcode_sector AS "postcodeSector", p.visits, a.name AS "authorityName",
         l.name AS "lotName", lead.name AS "branchName", by.name AS "deliveringBranchName",
         by.provider_id = $1 AS delivers
  FROM award w
  JOIN package p ON p.id = w.package_id
  JOIN authority a ON a.id = w.authority_id
  JOIN lot l ON l.id = w.lot_id
  JOIN branch lead ON lead.id = w.branch_id
  JOIN branch by ON by.id = w.delivering_branch_id
  WHERE w.status = 'awaiting_start' AND (lead.provider_id = $1 OR by.provider_id = $1)`;

/** Lists the awards to a provider's branches whose care has not started yet, newest first. */
export async function awaitedStarts(
  reader: Reader,
  providerId: string,
  request: PageRequest,
): Promise<Page<AwaitedStartView>> {
  const slice = sliceOf(request);
  const rows: AwaitedStartView[] = await reader.views(
    `${STARTS} AND ($2::uuid IS NULL OR w.id < $2) ORDER BY w.id DESC LIMIT $3`,
    [providerId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/** @throws DomainError `award_not_found` after the start, and for another provider's award */
export async function awaitedStart(
  reader: Reader,
  providerId: string,
  id: string,
): Promise<AwaitedStartView> {
  const [row]: AwaitedStartView[] = await reader.views(`${STARTS} AND w.id = $2`, [providerId, id]);
  return found(row, 'award_not_found');
}

import type { AwardStatus, AwardView } from '#contracts/awards';
import type { Page, PageRequest } from '#contracts/list-page';
import { authorityIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

const AWARD_VIEW = `
  SELECT a.id, a.package_id AS "packageId", a.broadcast_id AS "broadcastId", a.offer_id AS "offerId",
         a.branch_id AS "branchId", a.delivering_branch_id AS "deliveringBranchId", a.lot_id AS "lotId",
         a.weekly_minutes AS "weeklyMinutes", a.hourly_rate_pence AS "hourlyRatePence", a.starts_on AS "startsOn",
         a.status,
         -- Only the authority sees the award reason, because the reason may name another branch.
         CASE WHEN $2::text IS NULL THEN a.reason END AS reason, a.awarded_at AS "awardedAt", a.start_due_at AS "startDueAt", a.overdue_at AS "overdueAt",
         a.started_at AS "startedAt", p.id AS "placementId", a.withdrawn_at AS "withdrawnAt",
         a.withdraw_reason AS "withdrawReason"
  FROM award a LEFT JOIN placement p ON p.award_id = a.id`;

const IN_SCOPE = `($1::uuid IS NULL OR a.authority_id = $1)
  AND ($2::text IS NULL OR EXISTS (
    SELECT 1 FROM branch b WHERE b.provider_id = $2 AND b.id IN (a.branch_id, a.delivering_branch_id))
    AND ${authorityIsLive('a.authority_id')})`;

const parameters = (scope: Scope): [string | null, string | null] =>
  'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];

/** @throws DomainError `award_not_found` */
export async function awardIn(reader: Reader, scope: Scope, id: string): Promise<AwardView> {
  const [row]: AwardView[] = await reader.views(`${AWARD_VIEW} WHERE ${IN_SCOPE} AND a.id = $3`, [
    ...parameters(scope),
    id,
  ]);
  return found(row, 'award_not_found');
}

export const awardView = (reader: Reader, authorityId: string, id: string): Promise<AwardView> =>
  awardIn(reader, { authorityId }, id);

/** Lists awards, newest first. */
export async function awardPage(
  reader: Reader,
  scope: Scope,
  { status, ...request }: PageRequest & { readonly status?: AwardStatus },
): Promise<Page<AwardView>> {
  const slice = sliceOf(request);
  const rows: AwardView[] = await reader.views(
    `${AWARD_VIEW}
     WHERE ${IN_SCOPE} AND ($3::uuid IS NULL OR a.id < $3) AND ($4::text IS NULL OR a.status = $4)
     ORDER BY a.id DESC LIMIT $5`,
    [...parameters(scope), slice.after, status ?? null, slice.fetch],
  );
  return toPage(rows, slice);
}

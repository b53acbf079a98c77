import type { Page, PageRequest } from '#contracts/list-page';
import type { PlacementStatus, PlacementView, VariationView } from '#contracts/placements';
import { authorityIsLive, placementRateOn } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

/** An SQL fragment that selects placements with the hourly rate of the day `date`, a parameter. */
const placementsOn = (date: string): string => `
  SELECT p.id, p.package_id AS "packageId", p.person_id AS "personId", p.lot_id AS "lotId", p.branch_id AS "branchId",
         p.delivering_branch_id AS "deliveringBranchId", p.status, p.weekly_minutes AS "weeklyMinutes",
         ${placementRateOn('p', `${date}::date`)} AS "hourlyRatePence", p.visits, p.started_at AS "startedAt", p.ended_at AS "endedAt",
         p.end_reason AS "endReason", p.version
  FROM placement p`;

const IN_SCOPE = `($1::uuid IS NULL OR p.authority_id = $1)
  AND ($2::text IS NULL OR EXISTS (
    SELECT 1 FROM branch b WHERE b.provider_id = $2 AND b.id IN (p.branch_id, p.delivering_branch_id))
    AND ${authorityIsLive('p.authority_id')})`;

const parameters = (scope: Scope): [string | null, string | null] =>
  'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];

/**
 * Reads a placement without checking the tenant. The caller has already checked that the actor may read it.
 */
export async function placementView(reader: Reader, id: string, now: Date): Promise<PlacementView> {
  const [row]: PlacementView[] = await reader.views(`${placementsOn('$2')} WHERE p.id = $1`, [
    id,
    londonDate(now),
  ]);
  return found(row, 'placement_not_found');
}

/** @throws DomainError `placement_not_found` */
export async function placementIn(
  reader: Reader,
  scope: Scope,
  id: string,
  now: Date,
): Promise<PlacementView> {
  const [row]: PlacementView[] = await reader.views(`${placementsOn('$4')} WHERE ${IN_SCOPE} AND p.id = $3`, [
    ...parameters(scope),
    id,
    londonDate(now),
  ]);
  return found(row, 'placement_not_found');
}

/** Lists placements, newest first. */
export async function placementPage(
  reader: Reader,
  scope: Scope,
  {
    status,
    branchId,
    ...request
  }: PageRequest & { readonly status?: PlacementStatus; readonly branchId?: string },
  now: Date,
): Promise<Page<PlacementView>> {
  const slice = sliceOf(request);
  const rows: PlacementView[] = await reader.views(
    `${placementsOn('$7')}
     WHERE ${IN_SCOPE} AND ($3::uuid IS NULL OR p.id < $3) AND ($4::text IS NULL OR p.status = $4)
       AND ($5::text IS NULL OR p.delivering_branch_id = $5)
     ORDER BY p.id DESC LIMIT $6`,
    [...parameters(scope), slice.after, status ?? null, branchId ?? null, slice.fetch, londonDate(now)],
  );
  return toPage(rows, slice);
}

/** Lists the variations (changes of weekly minutes) of a placement, oldest first. */
export async function variationsOf(
  reader: Reader,
  scope: Scope,
  placementId: string,
): Promise<VariationView[]> {
  const [row]: unknown[] = await reader.query(
    `SELECT 1 AS found FROM placement p WHERE ${IN_SCOPE} AND p.id = $3`,
    [...parameters(scope), placementId],
  );
  found(row, 'placement_not_found');
  return reader.views(
    `SELECT id, placement_id AS "placementId", from_minutes AS "fromMinutes", to_minutes AS "toMinutes", reason, at, checks
     FROM variation WHERE placement_id = $1 ORDER BY id`,
    [placementId],
  );
}

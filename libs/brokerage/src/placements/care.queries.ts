import type { CareView } from '#contracts/care';
import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { Page, PageRequest } from '#contracts/list-page';
import type { PlacementStatus } from '#contracts/placements';
import { authorityIsLive, placementRateOn } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { headRoomUnderLimits } from '../growth/head-room.queries.js';
import { sliceOf, toPage } from '../paging/page.js';

/**
 * An SQL fragment that selects the care of provider `$1` with the hourly rate of the day `date`, a parameter. Care of an
 * authority that is not live is only on the lists that the provider confirms.
 */
const careOn = (date: string): string => `
  SELECT c.id, c.package_id AS "packageId", c.person_id AS "personId", c.lot_id AS "lotId", c.branch_id AS "branchId",
         c.delivering_branch_id AS "deliveringBranchId", c.status, c.weekly_minutes AS "weeklyMinutes",
         ${placementRateOn('c', `${date}::date`)} AS "hourlyRatePence", c.visits, c.started_at AS "startedAt", c.ended_at AS "endedAt",
         c.end_reason AS "endReason", c.version, p.reference AS "packageReference", p.postcode_sector AS "postcodeSector",
         a.name AS "authorityName", l.name AS "lotName", lead.name AS "branchName", by.name AS "deliveringBranchName",
         by.provider_id = $1 AS delivers,
         CASE WHEN r.id IS NOT NULL THEN jsonb_build_object(
           'variationRequestId', r.id, 'toMinutes', r.to_minutes, 'dueAt', r.due_at) END AS "askedChange"
  FROM placement c
  JOIN package p ON p.id = c.package_id
  JOIN authority a ON a.id = c.authority_id
  JOIN lot l ON l.id = c.lot_id
  JOIN branch lead ON lead.id = c.branch_id
  JOIN branch by ON by.id = c.delivering_branch_id
  LEFT JOIN variation_request r ON r.placement_id = c.id AND r.status = 'requested'
  WHERE ${authorityIsLive('c.authority_id')} AND (c.branch_id = ANY(ARRAY(SELECT id FROM branch WHERE provider_id = $1))
         OR c.delivering_branch_id = ANY(ARRAY(SELECT id FROM branch WHERE provider_id = $1)))`;

type CareRow = Omit<CareView, 'headRoom'>;

export interface CareRequest extends PageRequest {
  readonly now: Date;
  readonly status?: PlacementStatus;
  /** The branch to filter by: only care that this branch contracts for or delivers is listed. */
  readonly branchId?: string;
}

/**
 * Lists the care of a provider, newest first. Its branches have the contract for the care or deliver the
 * care.
 */
export async function carePage(
  reader: Reader,
  providerId: string,
  { now, status, branchId, ...request }: CareRequest,
): Promise<Page<CareView>> {
  const slice = sliceOf(request);
  const rows: CareRow[] = await reader.views(
    `${careOn('$6')} AND ($2::uuid IS NULL OR c.id < $2) AND ($3::text IS NULL OR c.status = $3)
       AND ($4::text IS NULL OR $4 IN (c.branch_id, c.delivering_branch_id))
     ORDER BY c.id DESC LIMIT $5`,
    [providerId, slice.after, status ?? null, branchId ?? null, slice.fetch, londonDate(now)],
  );
  const page = toPage(rows, slice);
  return { ...page, items: await withHeadRoom(reader, page.items, now) };
}

/** @throws DomainError `placement_not_found` also for another provider's care */
export async function careIn(reader: Reader, providerId: string, id: string, now: Date): Promise<CareView> {
  const rows: CareRow[] = await reader.views(`${careOn('$3')} AND c.id = $2`, [
    providerId,
    id,
    londonDate(now),
  ]);
  return found((await withHeadRoom(reader, rows, now))[0], 'placement_not_found');
}

async function withHeadRoom(reader: Reader, rows: readonly CareRow[], now: Date): Promise<CareView[]> {
  const delivered = rows.filter(({ delivers, status }) => delivers && status === 'live');
  const rooms = await headRoomUnderLimits(
    reader,
    delivered.map(({ deliveringBranchId: branchId, personId }) => ({ branchId, personId })),
    now,
  );
  return rows.map((row) => ({ ...row, headRoom: leftOf(row, rooms) }));
}

function leftOf(
  { deliveringBranchId, personId }: CareRow,
  rooms: ReadonlyMap<string, ReadonlyMap<string, HeadRoomView>>,
): CareView['headRoom'] {
  const room = rooms.get(deliveringBranchId)?.get(personId);
  if (!room || room.leftMinutes === null) return null;
  return { leftMinutes: room.leftMinutes, until: room.until };
}

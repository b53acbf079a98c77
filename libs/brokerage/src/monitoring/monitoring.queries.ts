import type { Page, PageRequest } from '#contracts/list-page';
import type { ConcernView } from '#contracts/placements';
import type { Reader } from '#platform/database/database';
import { sliceOf, toPage } from '../paging/page.js';

/** Lists concerns about branches, newest first. */
export async function concernPage(
  reader: Reader,
  authorityId: string,
  { branchId, ...request }: PageRequest & { readonly branchId?: string },
): Promise<Page<ConcernView>> {
  const slice = sliceOf(request);
  const rows: ConcernView[] = await reader.views(
    `SELECT id, branch_id AS "branchId", kind, package_id AS "packageId", report_id AS "reportId", owner_id AS "ownerId", at,
            closed_at AS "closedAt", outcome
     FROM concern
     WHERE authority_id = $1 AND ($2::uuid IS NULL OR id < $2) AND ($3::text IS NULL OR branch_id = $3)
     ORDER BY id DESC LIMIT $4`,
    [authorityId, slice.after, branchId ?? null, slice.fetch],
  );
  return toPage(rows, slice);
}

import type { Page, PageRequest } from '#contracts/list-page';
import type { ReportStatus, ReportView } from '#contracts/reports';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

const STATUS = `
  CASE WHEN p.received_at IS NOT NULL THEN 'received' WHEN p.overdue_at IS NOT NULL THEN 'overdue'
       WHEN p.ended_at IS NOT NULL THEN 'not_owed' ELSE 'due' END`;

const REPORT_VIEW = `
  SELECT p.id, p.restriction_id AS "restrictionId", p.condition_id AS "conditionId", p.branch_id AS "branchId", p.number,
         p.due_on AS "dueOn", p.due_at AS "dueAt", ${STATUS} AS status, p.overdue_at AS "overdueAt",
         p.received_at AS "receivedAt", p.received_by AS "receivedBy", coalesce(p.received_at >= p.due_at, false) AS late,
         p.account, p.document_id AS "documentId"
  FROM branch_report p`;

/** Reads a report without checking the tenant. The caller has already checked that the actor may read it. */
export async function reportView(reader: Reader, id: string): Promise<ReportView> {
  const [row]: ReportView[] = await reader.views(`${REPORT_VIEW} WHERE p.id = $1`, [id]);
  return found(row, 'report_not_found');
}

interface ReportFilter {
  readonly branchId?: string;
  readonly status?: ReportStatus;
  readonly restrictionId?: string;
}

/** Lists the reports that are owed to an authority, or that a provider's branches owe, newest first. */
export async function reportPage(
  reader: Reader,
  scope: Scope,
  { branchId, status, restrictionId, ...request }: PageRequest & ReportFilter,
): Promise<Page<ReportView>> {
  const slice = sliceOf(request);
  const [authorityId, providerId] =
    'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];
  const rows: ReportView[] = await reader.views(
    `${REPORT_VIEW}
     WHERE ($1::uuid IS NULL OR p.authority_id = $1)
       AND ($2::text IS NULL OR p.branch_id IN (SELECT id FROM branch WHERE provider_id = $2))
       AND ($3::uuid IS NULL OR p.id < $3) AND ($4::text IS NULL OR p.branch_id = $4)
       AND ($5::text IS NULL OR ${STATUS} = $5) AND ($6::uuid IS NULL OR p.restriction_id = $6)
     ORDER BY p.id DESC LIMIT $7`,
    [
      ...[authorityId, providerId, slice.after, branchId ?? null, status ?? null],
      ...[restrictionId ?? null, slice.fetch],
    ],
  );
  return toPage(rows, slice);
}

/** Lists all reports under a restriction for the authority, oldest first. */
export function reportsUnder(
  reader: Reader,
  authorityId: string,
  restrictionId: string,
): Promise<ReportView[]> {
  return reader.views(
    `${REPORT_VIEW} WHERE p.authority_id = $1 AND p.restriction_id = $2 ORDER BY p.condition_id, p.number`,
    [authorityId, restrictionId],
  );
}

import type { ImportRowView, ImportSummary, ImportView, RowOutcome } from '#contracts/imports';
import { ROW_OUTCOMES } from '#contracts/imports';
import type { Page, PageRequest } from '#contracts/list-page';
import type { StaffActor } from '#contracts/roles-and-actors';
import { kindsFor } from '#contracts/imports';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, sliceOfNumbers, toPage } from '../paging/page.js';

type Reading = Pick<StaffActor, 'authorityId' | 'role'>;

/** Reads an import with the counts of its rows. @throws DomainError `import_not_found` */
export async function importView(
  reader: Reader,
  { authorityId, role }: Reading,
  id: string,
): Promise<ImportView> {
  const [row]: Omit<ImportView, 'counts' | 'noted'>[] = await reader.views(
    `SELECT f.id, f.kind, f.status, f.name AS "fileName", f.byte_size AS "byteSize", f.sha256, f.format,
            f.ignored_columns AS "ignoredColumns",
            CASE WHEN f.status IN ('running', 'stopped', 'done', 'taken_back') THEN f.to_do_rows ELSE f.row_count END AS "rowCount",
            f.done_rows AS "doneRows", coalesce(user_name(f.uploaded_by), '') AS "uploadedBy", f.uploaded_at AS "uploadedAt",
            user_name(f.started_by) AS "startedBy", f.started_at AS "startedAt", f.finished_at AS "finishedAt",
            user_name(f.taken_back_by) AS "takenBackBy", f.taken_back_at AS "takenBackAt"
     FROM import_file f WHERE f.authority_id = $1 AND f.id = $2 AND f.kind = ANY ($3::text[])`,
    [authorityId, id, kindsFor(role)],
  );
  const view = found(row, 'import_not_found');
  const counted = await reader.query<{ outcome: RowOutcome; rows: number; noted: number }>(
    `SELECT outcome, count(*)::int AS rows, count(*) FILTER (WHERE notes <> '[]')::int AS noted
     FROM import_row WHERE import_id = $1 GROUP BY outcome`,
    [id],
  );
  const countOf = (outcome: RowOutcome) => counted.find((one) => one.outcome === outcome);
  return {
    ...view,
    counts: Object.fromEntries(
      ROW_OUTCOMES.map((outcome) => [outcome, countOf(outcome)?.rows ?? 0]),
    ) as ImportView['counts'],
    noted: (countOf('add')?.noted ?? 0) + (countOf('added')?.noted ?? 0),
  };
}

/** Lists the imports of an authority that a role may read, newest first. */
export async function importPage(
  reader: Reader,
  { authorityId, role }: Reading,
  request: PageRequest,
): Promise<Page<ImportSummary>> {
  const slice = sliceOf(request);
  const rows: ImportSummary[] = await reader.views(
    `SELECT f.id, f.kind, f.status, f.name AS "fileName", f.row_count AS "rowCount", f.done_rows AS "doneRows",
            coalesce(user_name(f.uploaded_by), '') AS "uploadedBy", f.uploaded_at AS "uploadedAt"
     FROM import_file f
     WHERE f.authority_id = $1 AND f.kind = ANY ($2::text[]) AND ($3::uuid IS NULL OR f.id < $3)
     ORDER BY f.id DESC LIMIT $4`,
    [authorityId, kindsFor(role), slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

export interface ImportRowsAsked extends PageRequest {
  readonly outcome?: RowOutcome;
}

/** Lists the rows of an import in the order of the file. @throws DomainError `import_not_found` */
export async function importRowPage(
  reader: Reader,
  { authorityId, role }: Reading,
  id: string,
  { outcome, ...request }: ImportRowsAsked,
): Promise<Page<ImportRowView>> {
  const [own] = await reader.query(
    'SELECT 1 FROM import_file WHERE authority_id = $1 AND id = $2 AND kind = ANY ($3::text[])',
    [authorityId, id, kindsFor(role)],
  );
  found(own, 'import_not_found');
  const slice = sliceOfNumbers(request);
  const rows: ImportRowView[] = await reader.views(
    `SELECT number, reference, outcome, reasons, notes FROM import_row
     WHERE import_id = $1 AND ($2::text IS NULL OR outcome = $2) AND number > coalesce($3::int, 0)
     ORDER BY number LIMIT $4`,
    [id, outcome ?? null, slice.after, slice.fetch],
  );
  const { next } = toPage(
    rows.map(({ number }) => ({ id: String(number) })),
    slice,
  );
  return { items: rows.slice(0, slice.fetch - 1), next };
}

const ROWS_AT_ONCE = 200;

/** Lists all rows of an import in pieces, for a file that is downloaded. */
export async function* importRowLists(
  reader: Reader,
  reading: Reading,
  id: string,
): AsyncGenerator<readonly ImportRowView[]> {
  for (let after: string | undefined; ;) {
    const { items, next } = await importRowPage(reader, reading, id, {
      limit: ROWS_AT_ONCE,
      ...(after !== undefined && { after }),
    });
    yield items;
    if (next === null) return;
    after = next;
  }
}

import { createHash } from 'node:crypto';
import type { LedgerLineView } from '#contracts/growth-and-head-room';
import type { RestrictionView } from '#contracts/restrictions';
import type { Page, PageRequest } from '#contracts/list-page';
import type { ConcernView } from '#contracts/placements';
import { REPORT_STATUSES, type ReportView } from '#contracts/reports';
import type { DocumentView } from '#contracts/documents';
import { londonDateTime } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { csvFile } from '#platform/files/csv';
import type { ZipEntry } from '#platform/files/zip';
import { documentContent, documentsIn } from '../documents/documents.queries.js';
import { restrictionIn, restrictionVersions } from '../restrictions/restrictions.queries.js';
import { ledgerPage } from '../growth/ledger.queries.js';
import { concernPage } from '../monitoring/monitoring.queries.js';
import { casePage, reallocationPage, untouchedCare } from '../reallocations/reallocations.queries.js';
import { reportsUnder } from '../reports/reports.queries.js';
import { permissionsOf } from '../restrictions/permissions.queries.js';

/**
 * Lists the files of an evidence pack, an archive about one restriction. The files are a manifest, a table of
 * reports, and documents. The manifest has the notice with all wordings, the permissions, the growth ledger, the updates,
 * the concerns about the branch since the notice, and the transfers that the notice caused. The same data at the same
 * instant always gives the same bytes.
 *
 * @throws DomainError `restriction_not_found`, before the first file
 */
export async function evidencePack(
  reader: Reader,
  authorityId: string,
  { restrictionId, now }: { readonly restrictionId: string; readonly now: Date },
): Promise<AsyncGenerator<ZipEntry>> {
  const restriction = await restrictionIn(reader, authorityId, restrictionId);
  const versions = await restrictionVersions(reader, authorityId, restrictionId);
  const reports = await reportsUnder(reader, authorityId, restrictionId);
  const permissions = await permissionsOf(reader, authorityId, restrictionId);
  const cited = [restriction, ...versions, ...reports, ...permissions].flatMap(
    ({ documentId }) => documentId ?? [],
  );
  const documents = await documentsIn(reader, { authorityId }, [...new Set(cited)]);
  const updates = updatesTable(reports, documents);
  const manifest = {
    restriction,
    versions,
    permissions,
    ledger: await ledgerOf(reader, authorityId, { restriction, now }),
    counts: countsOf(reports),
    reports,
    concerns: await concernsSince(reader, authorityId, restriction),
    transfers: await transfersOf(reader, authorityId, restriction),
    files: [
      { path: UPDATES, byteSize: updates.length, sha256: createHash('sha256').update(updates).digest('hex') },
      ...documents.map(({ id, name, mediaType, byteSize, sha256 }) => ({
        path: pathOf({ id, name }),
        documentId: id,
        mediaType,
        byteSize,
        sha256,
      })),
    ],
  };
  return entries(reader, authorityId, { manifest, updates, documents });
}

/** Reads every page of a list. */
async function all<T>(read: (request: PageRequest) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const page: Page<T> = await read({ limit: 200, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

/** Reads the growth ledger: what is left for each person. Null if the notice does not limit growth. */
async function ledgerOf(
  reader: Reader,
  authorityId: string,
  { restriction, now }: { readonly restriction: RestrictionView; readonly now: Date },
): Promise<readonly LedgerLineView[] | null> {
  if (!restriction.conditions.some(({ kind }) => kind === 'growth_limit')) return null;
  return all((request) =>
    ledgerPage(reader, authorityId, { restrictionId: restriction.id, now, ...request }),
  );
}

/** Reads the concerns about the branch since the notice was recorded or took effect, whichever was first. */
async function concernsSince(
  reader: Reader,
  authorityId: string,
  { branchId, from, recordedAt }: RestrictionView,
): Promise<ConcernView[]> {
  const since = Math.min(Date.parse(from), Date.parse(recordedAt));
  const concerns = await all((request) => concernPage(reader, authorityId, { branchId, ...request }));
  return concerns.filter(({ at }) => Date.parse(at) >= since).toReversed();
}

/** Reads the reallocations that the notice caused, with the transfer of each person and the care that stayed. */
async function transfersOf(reader: Reader, authorityId: string, { id, branchId }: RestrictionView) {
  const reallocations = await all((request) =>
    reallocationPage(reader, authorityId, { branchId, ...request }),
  );
  const caused = reallocations.filter(({ restrictionId }) => restrictionId === id).toReversed();
  return Promise.all(
    caused.map(async (reallocation) => ({
      reallocation,
      cases: await all((request) => casePage(reader, authorityId, reallocation.id, request)),
      untouched: await untouchedCare(reader, authorityId, reallocation.id),
    })),
  );
}

const UPDATES = 'updates.csv';

/**
 * Returns the path of a document in the archive. The path has the document's id, so that documents with equal
 * names do not collide.
 */
const pathOf = ({ id, name }: Pick<DocumentView, 'id' | 'name'>): string => `documents/${id} ${name}`;

async function* entries(
  reader: Reader,
  authorityId: string,
  { manifest, updates, documents }: { manifest: object; updates: Buffer; documents: readonly DocumentView[] },
): AsyncGenerator<ZipEntry> {
  yield { name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest, null, 2)) };
  yield { name: UPDATES, content: updates };
  for (const document of documents) {
    const { content } = await documentContent(reader, { authorityId }, document.id);
    yield { name: pathOf(document), content };
  }
}

function countsOf(reports: readonly ReportView[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const one of REPORT_STATUSES) counts[one] = reports.filter(({ status }) => status === one).length;
  return { ...counts, late: reports.filter(({ late }) => late).length };
}

const HEADING = [
  'number',
  'due_on',
  'due_at',
  'status',
  'overdue_at',
  'received_at',
  'late',
  'received_by',
  'account',
  'document',
  'document_sha256',
];

function updatesTable(reports: readonly ReportView[], documents: readonly DocumentView[]): Buffer {
  const rows = reports.map((report) => {
    const document = documents.find(({ id }) => id === report.documentId);
    return [
      report.number,
      report.dueOn,
      instant(report.dueAt),
      report.status,
      instant(report.overdueAt),
      instant(report.receivedAt),
      report.late,
      report.receivedBy,
      report.account,
      document ? pathOf(document) : null,
      document?.sha256 ?? null,
    ];
  });
  return csvFile(HEADING, rows);
}

/**
 * Writes an instant as London's date and time, in the form that a spreadsheet reads as a date. The manifest has the
 * same instants in ISO form. The database driver returns some instants as Date objects.
 */
const instant = (at: string | Date | null): string | null =>
  at === null ? null : londonDateTime(new Date(at));

import { createHash } from 'node:crypto';
import { REPORT_STATUSES, type ReportView } from '#contracts/reports';
import type { DocumentView } from '#contracts/documents';
import { londonDateTime } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { csvFile } from '#platform/files/csv';
import type { ZipEntry } from '#platform/files/zip';
import { documentContent, documentsIn } from '../documents/documents.queries.js';
import { restrictionIn, restrictionVersions } from '../restrictions/restrictions.queries.js';
import { reportsUnder } from './reports.queries.js';

/**
 * Lists the files of an evidence pack, an archive about one restriction. The files are a manifest, a table of
 * reports, and documents. The same data always gives the same bytes.
 *
 * @throws DomainError `restriction_not_found`, before the first file
 */
export async function evidencePack(
  reader: Reader,
  authorityId: string,
  restrictionId: string,
): Promise<AsyncGenerator<ZipEntry>> {
  const restriction = await restrictionIn(reader, authorityId, restrictionId);
  const versions = await restrictionVersions(reader, authorityId, restrictionId);
  const reports = await reportsUnder(reader, authorityId, restrictionId);
  const cited = [restriction, ...versions, ...reports].flatMap(({ documentId }) => documentId ?? []);
  const documents = await documentsIn(reader, { authorityId }, [...new Set(cited)]);
  const updates = updatesTable(reports, documents);
  const manifest = {
    restriction,
    versions,
    counts: countsOf(reports),
    reports,
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

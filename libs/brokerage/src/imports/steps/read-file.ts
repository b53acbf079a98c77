import { MOST_IMPORT_ROWS } from '#contracts/imports';
import { DomainError } from '#domain/domain-error';
import type { FileKind } from '#domain/imports/columns';
import { type FileRow, filledRows, findHeadings, type RowsOfTable } from '#domain/imports/rows-of-table';
import { readCsv } from '#platform/files/read-csv';
import { readXlsx } from '#platform/files/read-xlsx';
import { inSlices } from '#platform/process/in-slices';
import { type Table, UnreadableTable } from '#platform/files/table';

/** Lines above the headings, and the headings themselves, do not count as rows of the file. */
const LINES_BESIDE_ROWS = 20;
const LIMITS = { mostRows: MOST_IMPORT_ROWS + LINES_BESIDE_ROWS, mostColumns: 200 };

/** Some milliseconds of work. */
const ROWS_AT_ONCE = 250;

const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0] as const;
const ARCHIVE = [0x50, 0x4b, 0x03, 0x04] as const;
const beginsWith = (content: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte);

/**
 * Reads a file as rows of a kind. What the file is shows in its bytes, because browsers name the type of a CSV file in
 * several ways.
 *
 * @throws DomainError `import_file_invalid` with the reason
 */
export async function readImportFile(
  kind: FileKind,
  content: Uint8Array,
): Promise<RowsOfTable & { readonly format: string }> {
  const table = await readTable(content);
  const found = findHeadings(kind, table.rows);
  if ('code' in found)
    throw new DomainError('import_file_invalid', {
      reason: found.code,
      ...('headings' in found && { headings: found.headings }),
    });
  const rows: FileRow[] = [];
  await inSlices(found.below, ROWS_AT_ONCE, (slice) => rows.push(...filledRows(found, slice)));
  if (rows.length === 0) throw new DomainError('import_file_invalid', { reason: 'no_rows' });
  if (rows.length > MOST_IMPORT_ROWS)
    throw new DomainError('import_file_invalid', { reason: 'too_many_rows', most: MOST_IMPORT_ROWS });
  const { ignored, producedOn } = found;
  return { rows, ignored, producedOn, format: table.format };
}

async function readTable(content: Uint8Array): Promise<Table> {
  if (content.length === 0) throw new DomainError('import_file_invalid', { reason: 'no_rows' });
  if (beginsWith(content, OLD_EXCEL)) throw new DomainError('import_file_invalid', { reason: 'old_excel' });
  try {
    return beginsWith(content, ARCHIVE) ? await readXlsx(content, LIMITS) : await readCsv(content, LIMITS);
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    throw new DomainError('import_file_invalid', {
      reason: error.fault,
      ...(error.row !== null && { row: error.row }),
      ...(error.fault === 'too_many_rows' && { most: MOST_IMPORT_ROWS }),
    });
  }
}

import { cleanPastedText } from '#contracts/pasted-text';
import { columnsOf, type FileKind, type MappedHeadings, mapHeadings } from './columns.js';
import type { Cells } from './open-row.js';
import { readDate } from './read-cell.js';

interface NumberedRow {
  readonly number: number;
  readonly cells: readonly string[];
}

export interface FileRow {
  readonly number: number;
  readonly cells: Cells;
}

/** The rows of a file by the names of their columns. */
export interface RowsOfTable {
  readonly rows: readonly FileRow[];
  readonly ignored: readonly string[];
  /** The day on which CQC made its directory, if the lines above the headings say it. */
  readonly producedOn: string | null;
}

/** Why the headings of a file cannot be used. */
export type HeadingFault =
  | { readonly code: 'no_rows' }
  | { readonly code: 'headings_missing'; readonly headings: readonly string[] }
  | { readonly code: 'headings_repeated'; readonly headings: readonly string[] };

/** Some files have lines above their headings, such as a title. */
const MOST_LINES_ABOVE = 20;

/** The headings of a file, and the rows below them. */
export interface FoundHeadings extends Omit<RowsOfTable, 'rows'> {
  readonly below: readonly NumberedRow[];
  /** The columns that the kind knows, each with its place in a row. */
  readonly columns: readonly (readonly [name: string, place: number])[];
}

/** Finds the headings of a file, and gives each cell the name of its column. */
export function rowsOfTable(kind: FileKind, table: readonly NumberedRow[]): RowsOfTable | HeadingFault {
  const headings = findHeadings(kind, table);
  if ('code' in headings) return headings;
  const { below, ignored, producedOn: day } = headings;
  const rows = filledRows(headings, below);
  return rows.length === 0 ? { code: 'no_rows' } : { rows, ignored, producedOn: day };
}

/** Finds the headings of a file among its first lines: the line with most of the columns that the kind knows. */
export function findHeadings(kind: FileKind, table: readonly NumberedRow[]): FoundHeadings | HeadingFault {
  const candidates = table
    .slice(0, MOST_LINES_ABOVE)
    .map(({ cells }, place) => ({ place, mapped: mapHeadings(kind, cells.map(cleanCell)) }));
  const [first, ...others] = candidates;
  if (!first) return { code: 'no_rows' };
  const best = others.reduce(
    (one, other) => (sizeOf(other.mapped) > sizeOf(one.mapped) ? other : one),
    first,
  );
  const { places, ignored, missing, repeated } = best.mapped;
  if (missing.length > 0) return { code: 'headings_missing', headings: missing };
  if (repeated.length > 0) return { code: 'headings_repeated', headings: repeated };
  const columns = columnsOf(kind).flatMap(([name]) => {
    const place = places.get(name);
    return place === undefined ? [] : [[name, place] as const];
  });
  return {
    columns,
    ignored,
    below: table.slice(best.place + 1),
    producedOn: producedOn(table.slice(0, best.place)),
  };
}

/** Gives each cell of some rows the name of its column. Leaves out rows without a value. */
export function filledRows(
  { columns }: Pick<FoundHeadings, 'columns'>,
  rows: readonly NumberedRow[],
): FileRow[] {
  return rows
    .map(({ number, cells }) => ({
      number,
      cells: Object.fromEntries(columns.map(([name, place]) => [name, cleanCell(cells[place] ?? '')])),
    }))
    .filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
}

const sizeOf = ({ places }: MappedHeadings): number => places.size;

/** Excel keeps a number as text in `="0123"`. An apostrophe before a sign keeps a spreadsheet from running a formula. */
const KEPT_AS_TEXT = /^="([^"]*)"$/;
const GUARDED = /^'(?=[=+\-@])/;

/** Removes from a cell what spreadsheets and word processors add to its text. */
export function cleanCell(text: string): string {
  const cleaned = cleanPastedText(text.replaceAll(/\r\n?/g, '\n').replaceAll(/[\u00A0\u202F]/g, ' '))
    .replaceAll(/\p{Cc}/gu, (letter) => (letter === '\n' ? letter : ' '))
    .trim();
  return (KEPT_AS_TEXT.exec(cleaned)?.[1] ?? cleaned).replace(GUARDED, '').trim();
}

function producedOn(above: readonly NumberedRow[]): string | null {
  for (const { cells } of above) {
    const [, day] = /produced on (\d{1,2} \w+ \d{4})/i.exec(cells.join(' ')) ?? [];
    const read = day === undefined ? null : readDate(day);
    if (read && 'value' in read) return read.value;
  }
  return null;
}

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

/** Finds the headings of a file, and gives each cell the name of its column. */
export function rowsOfTable(kind: FileKind, table: readonly NumberedRow[]): RowsOfTable | HeadingFault {
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
  const names = columnsOf(kind).flatMap(([name]) => {
    const place = places.get(name);
    return place === undefined ? [] : [[name, place] as const];
  });
  const rows = table.slice(best.place + 1).map(({ number, cells }) => ({
    number,
    cells: Object.fromEntries(names.map(([name, place]) => [name, cleanCell(cells[place] ?? '')])),
  }));
  const filled = rows.filter(({ cells }) => Object.values(cells).some((cell) => cell !== ''));
  if (filled.length === 0) return { code: 'no_rows' };
  return { rows: filled, ignored, producedOn: producedOn(table.slice(0, best.place)) };
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

type Cell = string | number | boolean | null;

/** Matches text that a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes CSV text as in RFC 4180, with a heading row and CRLF line ends. A cell that a spreadsheet would run
 * as a formula gets a leading apostrophe.
 */
export function csv(heading: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return linesOf([heading, ...rows]);
}

const linesOf = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

function cell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The mark by which a spreadsheet recognises UTF-8. Without it, Excel shows accents as other characters. */
const UTF8_MARK = '\ufeff';

/**
 * Writes a CSV file in pieces, one for each list of rows, so that a long file is never in memory as a whole. The file
 * opens in a spreadsheet with its accents.
 */
export async function* csvPieces(
  heading: readonly string[],
  lists: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Buffer> {
  yield csvFile(heading, []);
  for await (const rows of lists) yield Buffer.from(linesOf(rows));
}

/** Writes the bytes of a CSV file that opens in a spreadsheet with its accents. */
export function csvFile(heading: readonly string[], rows: readonly (readonly Cell[])[]): Buffer {
  return Buffer.from(UTF8_MARK + csv(heading, rows));
}

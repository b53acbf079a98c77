import { setImmediate } from 'node:timers/promises';
import { LONGEST_CELL, mostLinesOf, type TableLimits, UnreadableTable } from './table.js';

/** A few milliseconds of work. */
const LETTERS_AT_ONCE = 500_000;
/** Columns without text may follow those with text, but no spreadsheet has more. */
const MOST_PLACES = 16_384;

const QUOTE = 34;
const LINE_END = 10;
const RETURN = 13;
const BLANKS: ReadonlySet<number> = new Set([32, 9, 160]);

/**
 * Goes once through the letters of a CSV file, before it is parsed, and finds what a parser would need long for: lines
 * without end, cells without end, and a quotation mark that is not closed. Takes time in proportion to the text.
 *
 * @param first the number of the first row, as a spreadsheet shows it
 * @throws UnreadableTable with the reason, and the row where it shows
 */
export async function scanCsv(
  text: string,
  delimiter: string,
  { first, limits }: { readonly first: number; readonly limits: TableLimits },
): Promise<void> {
  const separator = delimiter.charCodeAt(0);
  const mostLines = mostLinesOf(limits);
  let row = first;
  let rowsWithText = 0;
  let hasText = false;
  let places = 1;
  let cellAt = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (at > 0 && at % LETTERS_AT_ONCE === 0) await setImmediate();
    const letter = text.charCodeAt(at);
    if (isQuoted) {
      if (at - cellAt > LONGEST_CELL + 1) {
        const hasLines = /[\r\n]/.test(text.slice(cellAt, at));
        throw new UnreadableTable(hasLines ? 'quote_not_closed' : 'cell_too_long', row);
      }
      if (letter !== QUOTE) continue;
      if (text.charCodeAt(at + 1) === QUOTE) at += 1;
      else isQuoted = false;
      hasText = true;
    } else if (letter === QUOTE && at === cellAt) {
      isQuoted = true;
    } else if (letter === separator) {
      places += 1;
      if (places > MOST_PLACES) throw new UnreadableTable('too_many_columns', row);
      cellAt = at + 1;
    } else if (letter === LINE_END || letter === RETURN) {
      if (letter === RETURN && text.charCodeAt(at + 1) === LINE_END) at += 1;
      if (hasText) rowsWithText += 1;
      if (rowsWithText > limits.mostRows) throw new UnreadableTable('too_many_rows', row);
      row += 1;
      if (row > mostLines) throw new UnreadableTable('too_many_lines', row);
      [hasText, places, cellAt] = [false, 1, at + 1];
    } else {
      if (at - cellAt > LONGEST_CELL) throw new UnreadableTable('cell_too_long', row);
      if (!BLANKS.has(letter)) hasText = true;
    }
  }
  if (isQuoted) throw new UnreadableTable('quote_not_closed', row);
}

import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { scanCsv } from './scan-csv.js';
import { rowCollector, type Table, type TableLimits, UnreadableTable } from './table.js';

/** The text of a file, and the encoding in which it was read. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'Windows-1252';
}

const SAMPLE_BYTES = 2_000;

/**
 * Decodes a text file as programs save it: UTF-8 with and without its mark, UTF-16, and Windows-1252 for bytes that are
 * no UTF-8. Returns null for a file that is no text.
 */
export function decodeText(content: Uint8Array): DecodedText | null {
  const [a, b, c] = content;
  if (a === 0xff && b === 0xfe) return checked('UTF-16', 'utf-16le', content.subarray(2));
  if (a === 0xfe && b === 0xff) return checked('UTF-16', 'utf-16be', content.subarray(2));
  if (a === 0xef && b === 0xbb && c === 0xbf) return checked('UTF-8', 'utf-8', content.subarray(3));
  const order = zeroBytesOf(content.subarray(0, SAMPLE_BYTES));
  if (order !== null) return checked('UTF-16', order, content);
  return checked('UTF-8', 'utf-8', content) ?? windows1252(content);
}

/** The letters of Windows-1252 from 0x80 to 0x9F. Node decodes these bytes as control characters. */
const WINDOWS_LETTERS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(content: Uint8Array): DecodedText | null {
  if (content.includes(0)) return null;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = bytes
    .toString('latin1')
    .replaceAll(/[\u0080-\u009f]/g, (letter) => WINDOWS_LETTERS[letter.charCodeAt(0) - 0x80] ?? letter);
  return { text, encoding: 'Windows-1252' };
}

/** In UTF-16, every second byte of English text is zero. */
function zeroBytesOf(sample: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeroAt = (rest: number): number =>
    sample.filter((byte, index) => byte === 0 && index % 2 === rest).length;
  const [even, odd] = [zeroAt(0), zeroAt(1)];
  if (odd > sample.length / 4 && even === 0) return 'utf-16le';
  return even > sample.length / 4 && odd === 0 ? 'utf-16be' : null;
}

function checked(encoding: DecodedText['encoding'], label: string, content: Uint8Array): DecodedText | null {
  try {
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(content);
    return text.includes('\u0000') ? null : { text, encoding };
  } catch {
    return null;
  }
}

const SEPARATORS = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const;
type Separator = keyof typeof SEPARATORS;

/** The first line of some files, by which Excel knows the separator. */
const SEPARATOR_LINE = /^sep=([,;\t|])\r?\n/i;

/** Finds the separator of a file: the one that the first lines have most often outside of quotation marks. */
export function separatorOf(text: string): Separator {
  const head = text.slice(0, 4_000).replaceAll(/"(?:[^"]|"")*"?/g, '');
  const count = (separator: string): number => head.split(separator).length;
  const all = Object.keys(SEPARATORS) as Separator[];
  return all.reduce((best, one) => (count(one) > count(best) ? one : best));
}

const PIECE_LETTERS = 16_384;
const PIECE_LINES = 500;

/**
 * Reads a CSV file. Line breaks inside of quotation marks belong to a cell, and a row is counted as a spreadsheet counts
 * it. Lines without text at the end are left out. The file is parsed in pieces, so that other requests are answered meanwhile.
 * Before, a scan finds what would take long and says why it is refused.
 *
 * @throws UnreadableTable
 */
export async function readCsv(content: Uint8Array, limits: TableLimits): Promise<Table> {
  const decoded = decodeText(content);
  if (!decoded) throw new UnreadableTable('not_text');
  const [, named] = SEPARATOR_LINE.exec(decoded.text) ?? [];
  const whole = named === undefined ? decoded.text : decoded.text.replace(SEPARATOR_LINE, '');
  const delimiter = (named as Separator | undefined) ?? separatorOf(whole);
  const text = withoutBlankEnd(whole, delimiter);
  const collector = rowCollector(limits);
  let number = named === undefined ? 0 : 1;
  await scanCsv(text, delimiter, { first: number + 1, limits });
  try {
    await parseInPieces(text, delimiter, (record) => {
      number += 1;
      collector.add(number, record);
    });
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadableTable('quote_not_closed', number + 1);
    throw error;
  }
  return { format: `${decoded.encoding}, ${SEPARATORS[delimiter]}`, rows: collector.rows };
}

/** Leaves out the lines without text at the end. A spreadsheet in which whole columns have a format saves a million of them. */
function withoutBlankEnd(text: string, delimiter: Separator): string {
  const blank = new Set([delimiter, ' ', '\t', '\r', '\n', '\u00a0']);
  let end = text.length;
  while (end > 0 && blank.has(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Parses a text in pieces, and lets other requests be answered between two pieces. */
async function parseInPieces(
  text: string,
  delimiter: Separator,
  add: (record: readonly string[]) => void,
): Promise<void> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  let failure: Error | null = null;
  parser.on('error', (error) => (failure ??= error));
  // Not an asynchronous loop over the records, which would take longer than the parsing.
  parser.on('data', (record: string[]) => {
    try {
      if (failure === null) add(record);
    } catch (error) {
      failure = error as Error;
    }
  });
  const throwFailure = (): void => {
    if (failure !== null) throw failure;
  };
  try {
    for (const piece of piecesOf(text)) {
      parser.write(piece);
      await setImmediate();
      throwFailure();
    }
    parser.end();
    await finished(parser).catch((error: Error) => (failure ??= error));
    throwFailure();
  } finally {
    parser.destroy();
  }
}

/** A piece takes a few milliseconds: it is short, and shorter if it is many lines, because each line costs more than its letters. */
function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    const piece = text.slice(at, at + PIECE_LETTERS);
    const end = wholeLetters(
      piece,
      piece.length > PIECE_LINES ? lineEndAt(piece, PIECE_LINES) : piece.length,
    );
    yield piece.slice(0, end);
    at += end;
  }
}

/** Returns the place before a letter of two code units that the place would cut, so that each piece has whole letters. */
function wholeLetters(text: string, place: number): number {
  const isCut = place > 1 && place === text.length && /[\uD800-\uDBFF]/.test(text.charAt(place - 1));
  return isCut ? place - 1 : place;
}

/** Returns the place after a number of line breaks, or the length of the text if it has fewer. */
function lineEndAt(text: string, breaks: number): number {
  let count = 0;
  for (let place = 0; place < text.length; place += 1) {
    const letter = text[place];
    if (letter === '\n' || letter === '\r') count += 1;
    if (count === breaks) return place + 1;
  }
  return text.length;
}

import sax from 'sax';
import { cellText, isDateFormat, isTimeFormat, type NumberStyle } from './xlsx-cell.js';
import { entryPieces, type ListedEntry, listZip } from './read-zip.js';
import { mostLinesOf, rowCollector, type Table, type TableLimits, UnreadableTable } from './table.js';

/** The most bytes into which a workbook may unpack, so that a small file cannot fill the memory. */
const MOST_UNPACKED_BYTES = 100 * 1_024 * 1_024;
const MOST_ENTRIES = 1_000;
/** How deep elements may lie inside of each other. Excel needs about ten. */
const DEEPEST = 100;
const MOST_SHARED_TEXTS = 500_000;

type Attributes = Readonly<Record<string, string>>;

interface Reader {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/**
 * Reads the first visible sheet of an Excel workbook, in pieces. Formulas give the value that Excel stored. Dates become
 * `2026-02-01`, in every format of their cell. Nothing of a workbook is run: it has no macros that are read.
 *
 * @throws UnreadableTable
 */
export async function readXlsx(content: Uint8Array, limits: TableLimits): Promise<Table> {
  const entries = listZip(content);
  if (!entries) throw new UnreadableTable('not_a_workbook');
  const size = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (size > MOST_UNPACKED_BYTES || entries.length > MOST_ENTRIES) throw new UnreadableTable('too_large');
  const find = (name: string): ListedEntry | undefined =>
    entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
  try {
    const { sheet, isSince1904 } = await findSheet(content, find);
    const [texts, styles] = [
      await sharedTexts(content, find('xl/sharedStrings.xml')),
      await numberStyles(content, find('xl/styles.xml')),
    ];
    const collector = rowCollector(limits);
    const mostLines = mostLinesOf(limits);
    await readSheet(content, sheet, { texts, styles, isSince1904, mostLines, add: collector.add });
    return { format: 'Excel workbook', rows: collector.rows };
  } catch (error) {
    throw error instanceof UnreadableTable ? error : new UnreadableTable('not_a_workbook');
  }
}

/** Feeds the XML of an entry to a reader. Entities of a document type are not known to the parser, so none is expanded. */
async function readXml(content: Uint8Array, entry: ListedEntry, reader: Reader): Promise<void> {
  const parser = sax.parser(true, { xmlns: false, position: false });
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.onerror = (error) => {
    throw error;
  };
  parser.ondoctype = () => {
    throw new Error('a document type');
  };
  let depth = 0;
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) throw new Error('elements inside of elements without end');
    reader.open?.(local(name), attributes as Attributes);
  };
  parser.onclosetag = (name) => {
    depth -= 1;
    reader.close?.(local(name));
  };
  parser.ontext = (text) => reader.text?.(text);
  parser.oncdata = (text) => reader.text?.(text);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of entryPieces(content, entry))
    parser.write(decoder.decode(piece, { stream: true }));
  parser.write(decoder.decode()).close();
}

async function findSheet(
  content: Uint8Array,
  find: (name: string) => ListedEntry | undefined,
): Promise<{ readonly sheet: ListedEntry; readonly isSince1904: boolean }> {
  const [workbook, relations] = [find('xl/workbook.xml'), find('xl/_rels/workbook.xml.rels')];
  if (!workbook || !relations) throw new UnreadableTable('not_a_workbook');
  const sheets: { readonly id: string; readonly isHidden: boolean }[] = [];
  let isSince1904 = false;
  await readXml(content, workbook, {
    open: (name, attributes) => {
      if (name === 'sheet')
        sheets.push({
          id: attributes['r:id'] ?? '',
          isHidden: (attributes.state ?? 'visible') !== 'visible',
        });
      if (name === 'workbookPr') isSince1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    },
  });
  const targets = new Map<string, string>();
  await readXml(content, relations, {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target);
    },
  });
  const target = targets.get(sheets.find(({ isHidden }) => !isHidden)?.id ?? '') ?? '';
  const sheet = find(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  if (!sheet) throw new UnreadableTable('not_a_workbook');
  return { sheet, isSince1904 };
}

/** Reads the texts that cells share. Phonetic hints of Japanese texts are left out. */
async function sharedTexts(content: Uint8Array, entry: ListedEntry | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (!entry) return texts;
  let text = '';
  let isText = false;
  let isHint = false;
  await readXml(content, entry, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isHint = true;
      isText = name === 't' && !isHint;
    },
    text: (more) => {
      if (isText) text += more;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isHint = false;
      if (name !== 'si') return;
      if (texts.length >= MOST_SHARED_TEXTS) throw new UnreadableTable('too_large');
      texts.push(text);
    },
  });
  return texts;
}

/** Reads which styles of cells are dates or times. */
async function numberStyles(content: Uint8Array, entry: ListedEntry | undefined): Promise<NumberStyle[]> {
  const styles: NumberStyle[] = [];
  if (!entry) return styles;
  const formats = new Map<number, string>();
  let isInCells = false;
  await readXml(content, entry, {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode);
      if (name === 'cellXfs') isInCells = true;
      if (name !== 'xf' || !isInCells) return;
      const [id, code] = [Number(numFmtId), formats.get(Number(numFmtId))];
      styles.push(isDateFormat(id, code) ? 'date' : isTimeFormat(id, code) ? 'time' : 'number');
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return styles;
}

interface Sheet {
  readonly texts: readonly string[];
  readonly styles: readonly NumberStyle[];
  readonly isSince1904: boolean;
  readonly mostLines: number;
  readonly add: (number: number, cells: readonly string[]) => void;
}

async function readSheet(content: Uint8Array, entry: ListedEntry, sheet: Sheet): Promise<void> {
  let number = 0;
  let lines = 0;
  let cells: string[] = [];
  let place = 0;
  let cell: Attributes = {};
  let value = '';
  let isValue = false;
  await readXml(content, entry, {
    open: (name, attributes) => {
      if (name === 'row') {
        const before = number;
        number = Number(attributes.r ?? number + 1);
        // Rows stand in their order. Excel writes no others.
        if (!Number.isInteger(number) || number <= before || number > MOST_ROW)
          throw new UnreadableTable('not_a_workbook', before + 1);
        lines += 1;
        if (lines > sheet.mostLines) throw new UnreadableTable('too_many_lines', number);
        cells = [];
        place = 0;
      } else if (name === 'c') {
        cell = attributes;
        value = '';
        place = placeOf(attributes.r) ?? place;
        if (place > MOST_PLACE) throw new UnreadableTable('too_many_columns', number);
      }
      isValue = name === 'v' || name === 't';
    },
    text: (more) => {
      if (isValue) value += more;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      if (name === 'c') {
        while (cells.length < place) cells.push('');
        const style = sheet.styles[Number(cell.s ?? 0)] ?? 'number';
        cells[place++] = cellText(cell.t ?? 'n', value, { ...sheet, style });
      }
      if (name === 'row') sheet.add(number, cells);
    },
  });
}

/** The last row of Excel. */
const MOST_ROW = 1_048_576;
/** The last column of Excel is XFD. */
const MOST_PLACE = 16_383;

/** The place of a column by its letters, counted from 0: `AB12` is 27. */
function placeOf(cell: string | undefined): number | null {
  const [letters] = /^[A-Z]{1,3}/.exec(cell ?? '') ?? [];
  if (letters === undefined) return null;
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

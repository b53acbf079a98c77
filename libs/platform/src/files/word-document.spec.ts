import { strToU8, zipSync } from 'fflate';
import { aWordDocument, JPEG, PNG } from '../../../../test/support/builders/files.js';
import { listZip } from './read-zip.js';
import { wordStructure } from './word-document.js';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const MACROS = 'application/vnd.ms-word.document.macroEnabled.main+xml';
const types = (type: string): string =>
  `<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`;
const MEGABYTE = 1_024 * 1_024;
const HTML = Buffer.from('<html><script>alert(1)</script>');

/** Says in the directory that the last entry is of another size than it is. */
function withSize(file: Buffer, size: number): Buffer {
  const changed = Buffer.from(file);
  changed.writeUInt32LE(size, changed.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 24);
  return changed;
}

/** Lets the last entry of the directory point at the first entry, as bombs of overlapping entries do. */
function overlapping(file: Buffer): Buffer {
  const changed = Buffer.from(file);
  changed.writeUInt32LE(0, changed.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 42);
  return changed;
}

describe('a Word document', () => {
  it.each([
    ['a letter', aWordDocument(), 'sound'],
    ['a letter with a picture and a folder', aWordDocument({ 'word/media/': new Uint8Array(), 'word/media/1.png': PNG }), 'sound'],
    ['nothing', Buffer.alloc(0), 'unsound'],
    ['half of it', aWordDocument().subarray(0, 300), 'unsound'],
    ['a byte short', aWordDocument().subarray(0, -1), 'unsound'],
    ['a page behind it', Buffer.concat([aWordDocument(), HTML]), 'unsound'],
    ['a photo before it', Buffer.concat([JPEG, aWordDocument()]), 'unsound'],
    ['another archive', Buffer.from(zipSync({ 'a.txt': strToU8('a') })), 'unsound'],
    ['an empty archive', Buffer.from(zipSync({})), 'unsound'],
    ['the marks as text', Buffer.from('PK\u0003\u0004 [Content_Types].xml … word/document.xml'), 'unsound'],
    ['a spreadsheet', aWordDocument({ '[Content_Types].xml': types(SHEET), 'word/document.xml': '', 'xl/workbook.xml': 'x' }), 'unsound'],
    ['a spreadsheet with a page named like a letter', aWordDocument({ '[Content_Types].xml': types(SHEET) }), 'unsound'],
    ['no list of types', aWordDocument({ '[Content_Types].xml': '' }), 'unsound'],
    ['no letter', aWordDocument({ 'word/document.xml': '' }), 'unsound'],
    ['a document with macros, renamed', aWordDocument({ '[Content_Types].xml': types(MACROS) }), 'with_macros'],
    ['a project of macros', aWordDocument({ 'word/vbaProject.bin': 'x' }), 'with_macros'],
    ['a project of macros elsewhere', aWordDocument({ 'Word/VBAPROJECT.BIN': 'x' }), 'with_macros'],
    ['a control', aWordDocument({ 'word/activeX/activeX1.xml': 'x' }), 'with_macros'],
    ['100 MB when it is opened', aWordDocument({ 'word/media/a': new Uint8Array(100 * MEGABYTE) }), 'too_large'],
    ['2,001 entries', aWordDocument(Object.fromEntries(Array.from({ length: 1_998 }, (_, n) => [`word/${n}`, 'x']))), 'too_large'],
    ['an entry larger than its directory says', withSize(aWordDocument({ 'word/media/a': new Uint8Array(MEGABYTE) }), 10), 'unsound'],
    ['an entry smaller than its directory says', withSize(aWordDocument({ 'word/media/a': new Uint8Array(10) }), 11), 'unsound'],
    ['entries that overlap', overlapping(aWordDocument({ 'word/a': 'x' })), 'unsound'],
    ['a page', HTML, 'unsound'],
  ])('%s is %s', async (_why, file, structure) => {
    expect(await wordStructure(file)).toBe(structure);
  }); // prettier-ignore

  it('with a damaged entry is unsound', async () => {
    const file = aWordDocument();
    const [, second] = listZip(file) ?? [];
    file.fill(0xff, (second?.at ?? 0) + 45, (second?.at ?? 0) + 50);
    expect(await wordStructure(file)).toBe('unsound');
  });

  it('is unsound wherever it is cut off', async () => {
    const file = aWordDocument();
    for (let length = 0; length < file.length; length++)
      expect(await wordStructure(file.subarray(0, length))).toBe('unsound');
  });
});

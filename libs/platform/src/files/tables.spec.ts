import { zipSync, strToU8 } from 'fflate';
import { decodeText, readCsv, separatorOf } from './read-csv.js';
import { readXlsx } from './read-xlsx.js';

const LIMITS = { mostRows: 100, mostColumns: 20 };
const utf16 = (text: string, mark = true): Buffer => Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');

describe('a text file', () => {
  it.each([
    { content: Buffer.from('李, Siân'), encoding: 'UTF-8', text: '李, Siân', why: 'UTF-8' },
    { content: Buffer.from('\ufeff李'), encoding: 'UTF-8', text: '李', why: 'UTF-8 with its mark' },
    {
      content: Buffer.from([0x53, 0x69, 0xe2, 0x6e, 0x20, 0x80]),
      encoding: 'Windows-1252',
      text: 'Siân €',
      why: 'Windows-1252',
    },
    { content: utf16('李 Name'), encoding: 'UTF-16', text: '李 Name', why: 'UTF-16' },
    { content: utf16('Name,Id', false), encoding: 'UTF-16', text: 'Name,Id', why: 'UTF-16 without its mark' },
    {
      content: Buffer.concat([Buffer.from([0xfe, 0xff]), utf16('Id', false).swap16()]),
      encoding: 'UTF-16',
      text: 'Id',
      why: 'UTF-16 the other way round',
    },
  ])('is decoded: $why', ({ content, encoding, text }) => {
    expect(decodeText(content)).toEqual({ text, encoding });
  });

  it('is no text if it has zero bytes', () => {
    expect(decodeText(Buffer.from([1, 2, 0, 3, 4, 5, 6, 7, 8, 9]))).toBeNull();
  });

  it.each([
    { text: 'a,b;c,d', is: ',' },
    { text: 'a;b,c;d', is: ';' },
    { text: '"a,b,c";d', is: ';' },
    { text: 'a\tb', is: '\t' },
    { text: 'a', is: ',' },
  ])('“$text” is separated by “$is”', ({ text, is }) => {
    expect(separatorOf(text)).toBe(is);
  });

  it('keeps letters of two code units, wherever the file is cut into pieces', async () => {
    for (const before of [16_382, 16_383, 16_384]) {
      const text = `a\n"${'x'.repeat(before - 3)}𠮷"\n`;
      const { rows } = await readCsv(Buffer.from(text), LIMITS);
      expect(rows[1]?.cells[0]?.slice(-2)).toBe('𠮷');
    }
  });

  it('counts rows as a spreadsheet does', async () => {
    const text = 'Name;Note\r\n\r\nAda;"two\nlines; ""quoted"""\r\n;;\r\nBo;x';
    expect(await readCsv(Buffer.from(text), LIMITS)).toEqual({
      format: 'UTF-8, semicolons',
      rows: [
        { number: 1, cells: ['Name', 'Note'] },
        { number: 3, cells: ['Ada', 'two\nlines; "quoted"'] },
        { number: 5, cells: ['Bo', 'x'] },
      ],
    });
    expect((await readCsv(Buffer.from('sep=|\r\na|b'), LIMITS)).rows).toEqual([
      { number: 2, cells: ['a', 'b'] },
    ]);
  });

  it.each([
    { content: Buffer.from('a,b\na,"b\n'), fault: 'quote_not_closed' },
    { content: Buffer.from('a\n'.repeat(101)), fault: 'too_many_rows' },
    { content: Buffer.from('a\n' + '\n'.repeat(1_000_000) + 'b'), fault: 'too_many_lines' },
    { content: Buffer.from('a\r' + '\r'.repeat(1_000_000) + 'b'), fault: 'too_many_lines' },
    { content: Buffer.from(',,\n'.repeat(1_000_000) + 'b'), fault: 'too_many_lines' },
    { content: Buffer.from('a\n' + 'x'.repeat(200_001)), fault: 'cell_too_long', row: 2 },
    { content: Buffer.from(`a\n"${'x'.repeat(32_768)}"`), fault: 'cell_too_long', row: 2 },
    { content: Buffer.from(`a\n"${'x\n'.repeat(100_000)}`), fault: 'quote_not_closed', row: 2 },
    { content: Buffer.from('"'.repeat(1_000_001)), fault: 'cell_too_long', row: 1 },
    { content: Buffer.from(','.repeat(1_000_000) + 'a'), fault: 'too_many_columns', row: 1 },
    { content: Buffer.from('a,'.repeat(20) + 'a'), fault: 'too_many_columns' },
    { content: Buffer.from([0xff, 0xd8, 0x00, 0x01]), fault: 'not_text' },
  ])('is refused: $fault', async ({ content, fault, row }) => {
    const begun = performance.now();
    await expect(readCsv(content, LIMITS)).rejects.toMatchObject({
      fault,
      ...(row !== undefined && { row }),
    });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it.each([
    { content: Buffer.from('\n'.repeat(10_000_000)), rows: [], why: 'only line breaks' },
    { content: Buffer.from(','.repeat(10_000_000)), rows: [], why: 'only commas' },
    { content: Buffer.from('\ufeff'), rows: [], why: 'only the mark of UTF-8' },
    { content: Buffer.from(' '.repeat(10_000_000)), rows: [], why: 'only blanks' },
    {
      content: Buffer.from('a,b\n' + ',\n'.repeat(1_000_000)),
      rows: [['a', 'b']],
      why: 'a million blank rows below',
    },
    { content: Buffer.from('"a""b","c"x\nd'), rows: [['a"b', '"c"x'], ['d']], why: 'marks inside of cells' },
  ])('is read soon without what is blank: $why', async ({ content, rows }) => {
    const begun = performance.now();
    expect((await readCsv(content, LIMITS)).rows.map(({ cells }) => cells)).toEqual(rows);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

const WORKBOOK =
  '<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Old" state="hidden" r:id="rId9"/><sheet name="A" r:id="rId1"/></sheets></workbook>';
const RELATIONS =
  '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId9" Target="worksheets/none.xml"/></Relationships>';
const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="14"/></cellXfs></styleSheet>';
const TEXTS =
  '<sst><si><t>Case number</t></si><si><r><t>O&apos;Brien </t></r><r><t xml:space="preserve">&lt;b&gt;</t></r><rPh><t>hint</t></rPh></si><si><t>李</t></si></sst>';

const xlsx = (sheet: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml': WORKBOOK,
        'xl/_rels/workbook.xml.rels': RELATIONS,
        'xl/styles.xml': STYLES,
        'xl/sharedStrings.xml': TEXTS,
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
        ...more,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );

const cellsOf = async (cell: string): Promise<string | undefined> =>
  (await readXlsx(xlsx(`<row r="1">${cell}</row>`), LIMITS)).rows[0]?.cells[0];

describe('a hostile workbook', () => {
  const rows = (count: number, cell = ''): string =>
    Array.from({ length: count }, (_, at) => `<row r="${at + 2}">${cell}</row>`).join('');
  const timed = async (content: Uint8Array): Promise<readonly [string, number]> => {
    const begun = performance.now();
    const what = await readXlsx(content, LIMITS).then(
      (table) => `${table.rows.length} rows`,
      (error: unknown) => (error as { fault?: string }).fault ?? String(error),
    );
    return [what, performance.now() - begun];
  };

  it.each([
    {
      why: 'a hundred empty rows',
      sheet: '<row r="1"><c r="A1"><v>1</v></c></row>' + rows(100),
      is: '1 rows',
    },
    { why: 'a million empty rows', sheet: rows(1_000_000), is: 'too_many_lines' },
    { why: 'a million rows with an empty cell', sheet: rows(1_000_000, '<c s="1"/>'), is: 'too_many_lines' },
    {
      why: 'a long cell',
      sheet: `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(5_000_000)}</v></c></row>`,
      is: 'cell_too_long',
    },
    { why: 'deep elements', sheet: '<a>'.repeat(2_000_000), is: 'not_a_workbook' },
    { why: 'a long attribute', sheet: `<row r="${'1'.repeat(5_000_000)}"/>`, is: 'not_a_workbook' },
    {
      why: 'many attributes',
      sheet: `<row ${Array.from({ length: 500_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`,
      is: '0 rows',
    },
  ])(
    'is read or refused soon: $why',
    async ({ sheet, is }) => {
      const [what, ms] = await timed(xlsx(sheet));
      expect(what).toBe(is);
      expect(ms).toBeLessThan(3_000);
    },
    60_000,
  );
});

describe('an Excel workbook', () => {
  it('gives the first visible sheet, with gaps and the numbers of its rows', async () => {
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>Born</t></is></c></row>' +
      '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4" s="1"><v>13953</v></c></row><row r="5"><c r="B5"/></row>';
    expect(await readXlsx(xlsx(sheet), LIMITS)).toEqual({
      format: 'Excel workbook',
      rows: [
        { number: 1, cells: ['Case number', '', 'Born'] },
        { number: 4, cells: ["O'Brien <b>", '', '1938-03-14'] },
      ],
    });
  });

  it.each([
    { cell: '<c r="A1"><v>9434765919</v></c>', is: '9434765919', why: 'an NHS number as a number' },
    { cell: '<c r="A1"><v>9.434765919E9</v></c>', is: '9434765919', why: 'the same in another form' },
    {
      cell: '<c r="A1"><v>1234567890123456</v></c>',
      is: '1.23457E+15',
      why: 'more digits than a spreadsheet keeps',
    },
    { cell: '<c r="A1"><v>22.399999999999999</v></c>', is: '22.4', why: 'an amount' },
    { cell: '<c r="A1" s="4"><v>46054</v></c>', is: '2026-02-01', why: 'a date in a built-in format' },
    { cell: '<c r="A1" s="1"><v>46054.75</v></c>', is: '2026-02-01', why: 'a date with a time' },
    {
      cell: '<c r="A1" s="1"><v>59</v></c>',
      is: '1900-02-28',
      why: 'a day before the leap day that was not',
    },
    { cell: '<c r="A1" s="1"><v>61</v></c>', is: '1900-03-01', why: 'a day behind it' },
    { cell: '<c r="A1" s="2"><v>0.604166666666667</v></c>', is: '14:30', why: 'hours' },
    { cell: '<c r="A1" s="2"><v>1.25</v></c>', is: '30:00', why: 'more hours than a day has' },
    { cell: '<c r="A1" s="3"><v>28</v></c>', is: '28', why: 'a format with the letters of a date in a text' },
    { cell: '<c r="A1" t="b"><v>1</v></c>', is: 'yes', why: 'true' },
    { cell: '<c r="A1" t="str"><f>A2</f><v>text</v></c>', is: 'text', why: 'the value of a formula' },
    { cell: '<c r="A1" t="e"><v>#REF!</v></c>', is: '#REF!', why: 'an error' },
    { cell: '<c r="A1" t="s"><v>2</v></c>', is: '李', why: 'a shared text' },
  ])('gives “$is”: $why', async ({ cell, is }) => {
    expect(await cellsOf(cell)).toBe(is);
  });

  it('of the calendar since 1904 gives the same days', async () => {
    const since1904 = { 'xl/workbook.xml': WORKBOOK.replace('<workbookPr/>', '<workbookPr date1904="1"/>') };
    const read = await readXlsx(xlsx('<row r="1"><c r="A1" s="1"><v>44592</v></c></row>', since1904), LIMITS);
    expect(read.rows[0]?.cells).toEqual(['2026-02-01']);
  });

  it.each([
    { content: Buffer.from('PK\u0003\u0004nothing'), fault: 'not_a_workbook', why: 'a broken archive' },
    {
      content: zipSync({ 'word/document.xml': strToU8('<a/>') }),
      fault: 'not_a_workbook',
      why: 'another archive',
    },
    {
      content: zipSync({ 'xl/bomb.bin': new Uint8Array(101 * 1_024 * 1_024) }),
      fault: 'too_large',
      why: 'a small archive that is large inside',
    },
    {
      content: xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
      fault: 'too_many_columns',
      why: 'a cell far to the right',
    },
    {
      content: xlsx('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'),
      fault: 'too_many_columns',
      why: 'a cell beyond the last column',
    },
    { content: xlsx('<row r="1"><c r="A1"'), fault: 'not_a_workbook', why: 'XML that is cut off' },
    {
      content: xlsx('', { 'xl/sharedStrings.xml': '<!DOCTYPE a [<!ENTITY b "c">]><sst/>' }),
      fault: 'not_a_workbook',
      why: 'a document type',
    },
    {
      content: xlsx('<row><c t="inlineStr"><is><t>x</t></is></c></row>'.repeat(101)),
      fault: 'too_many_rows',
      why: 'too many rows',
    },
    ...['5', '3', 'x', '1.5', '-1', '1048577'].map((number) => ({
      content: xlsx(`<row r="5"><c r="A5"><v>1</v></c></row><row r="${number}"><c><v>2</v></c></row>`),
      fault: 'not_a_workbook',
      why: `row ${number} behind row 5`,
    })),
  ])('is refused: $why', async ({ content, fault }) => {
    await expect(readXlsx(content, LIMITS)).rejects.toMatchObject({ fault });
  });
});

import { IMPORT_KINDS } from '#contracts/imports';
import { columnsOf, mapHeadings } from './columns.js';
import { cleanCell, rowsOfTable } from './rows-of-table.js';
import { readDirectoryRow } from './read-framework-rows.js';
import { repeatedRows } from './repeats.js';

const table = (...lines: string[][]) => lines.map((cells, index) => ({ number: index + 1, cells }));

describe('the headings of a file', () => {
  it.each(IMPORT_KINDS)('of the template of %s are all found', (kind) => {
    const { missing, ignored, repeated, places } = mapHeadings(
      kind,
      columnsOf(kind).map(([, { heading }]) => heading),
    );
    expect({ missing, ignored, repeated, found: places.size }).toEqual({
      missing: [],
      ignored: [],
      repeated: [],
      found: columnsOf(kind).length,
    });
  });

  it('are found by name in any order, below other lines, and say what is missing', () => {
    const rows = rowsOfTable(
      'providers',
      table(
        ['Our providers'],
        [],
        ['shoe size', ' NAME ', 'CQC_Provider-ID'],
        ['5', 'Amber', '1-100'],
        ['', '', ''],
      ),
    );
    expect(rows).toEqual({
      rows: [{ number: 4, cells: { id: '1-100', name: 'Amber' } }],
      ignored: ['shoe size'],
      producedOn: null,
    });
    expect(rowsOfTable('providers', table(['Name'], ['Amber']))).toEqual({
      code: 'headings_missing',
      headings: ['CQC provider id'],
    });
    expect(rowsOfTable('providers', table(['Name', 'Id', 'Provider'], ['A', '1', 'B']))).toEqual({
      code: 'headings_repeated',
      headings: ['Provider'],
    });
    expect(rowsOfTable('providers', table(['Name', 'Id']))).toEqual({ code: 'no_rows' });
    expect(rowsOfTable('providers', [])).toEqual({ code: 'no_rows' });
  });

  it.each([
    { text: ' \u00a0Ada\u200b ', is: 'Ada', why: 'blanks and invisible characters' },
    { text: '="0123"', is: '0123', why: 'a number that was kept as text' },
    { text: "'-5", is: '-5', why: 'the guard against formulas' },
    { text: "'s-Hertogenbosch", is: "'s-Hertogenbosch", why: 'an apostrophe of a name' },
    { text: "O'Brien <b>", is: "O'Brien <b>", why: 'a name' },
    { text: '李', is: '李', why: 'a name' },
    { text: '1 Lane\r\nTown', is: '1 Lane\nTown', why: 'a line break' },
  ])('leave “$text” as “$is”: $why', ({ text, is }) => {
    expect(cleanCell(text)).toBe(is);
  });

  it('of a file of CQC follow on the day on which it was made', () => {
    const headings = columnsOf('directory').map(([, { heading }]) => heading);
    const cells = columnsOf('directory').map(([, { example }]) => example);
    const read = rowsOfTable(
      'directory',
      table(['CQC Locations data'], ['This data was produced on 19 August 2026'], headings, cells),
    );
    expect(read).toMatchObject({ producedOn: '2026-08-19' });
    const row = 'rows' in read ? readDirectoryRow(read.rows[0]!.cells) : null;
    expect(row).toMatchObject({ reference: '1-9990100001', reasons: [], value: { isHomeCare: true } });
    expect(readDirectoryRow({ services: 'Nursing homes' })).toMatchObject({
      reasons: [],
      value: { isHomeCare: false },
    });
  });
});

describe('rows with the same reference', () => {
  it('are found, also with other capitals and blanks', () => {
    const rows = ['A-1', 'a 1', 'A2', '', ''].map((reference, index) => ({
      number: index + 2,
      cells: { reference },
    }));
    expect([...repeatedRows('people', rows).keys()]).toEqual([3]);
  });
});

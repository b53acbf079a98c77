import { csv, csvFile } from './csv.js';

describe('a CSV file', () => {
  it('begins with the mark of UTF-8, so that a spreadsheet shows its accents', () => {
    expect(csvFile(['name'], [['Zoë']])).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf, ...Buffer.from('name\r\nZoë\r\n')]),
    );
  });
});

describe('a table as CSV', () => {
  it.each([
    { value: `O'Brien <b> 李`, text: `O'Brien <b> 李`, why: 'words' },
    { value: 'a,b', text: '"a,b"', why: 'a comma' },
    { value: 'say "no"', text: '"say ""no"""', why: 'quotation marks' },
    { value: 'one\r\ntwo', text: '"one\r\ntwo"', why: 'two lines' },
    { value: '=1+1', text: `'=1+1`, why: 'a formula' },
    { value: '@SUM(A1)', text: `'@SUM(A1)`, why: 'an old formula' },
    { value: '+44', text: `'+44`, why: 'a plus' },
    { value: '-1', text: `'-1`, why: 'a minus in a text' },
    { value: '\t=1', text: `'\t=1`, why: 'a formula behind a tab' },
    { value: '=HYPERLINK("x","y")', text: `"'=HYPERLINK(""x"",""y"")"`, why: 'a formula with both' },
    { value: -1, text: '-1', why: 'a number is a number' },
    { value: null, text: '', why: 'nothing' },
    { value: false, text: 'false', why: 'no' },
  ])('$why → $text', ({ value, text }) => {
    expect(csv(['a'], [[value]])).toBe(`a\r\n${text}\r\n`);
  });
});

import {
  mangledBy,
  readBirth,
  readDate,
  readHours,
  readPounds,
  readWhole,
  readWords,
  readYesNo,
  referenceKey,
} from './read-cell.js';

const valueOf = (read: object): unknown => ('value' in read ? read.value : null);

describe('a date in a cell', () => {
  it.each([
    { text: '2026-02-01', is: '2026-02-01', why: 'ISO' },
    { text: '2026-02-01 00:00:00', is: '2026-02-01', why: 'with a midnight that a database added' },
    { text: '01/02/2026', is: '2026-02-01', why: 'the day comes first' },
    { text: '1.2.2026', is: '2026-02-01', why: 'with points' },
    { text: '13/02/2026', is: '2026-02-13', why: 'a day that no month can be' },
    { text: '02/13/2026', is: null, why: 'the month comes first' },
    { text: '31/02/2026', is: null, why: 'a day that is not' },
    { text: '29/02/2024', is: '2024-02-29', why: 'a leap day' },
    { text: '29/02/2025', is: null, why: 'no leap day' },
    { text: '1 Feb 2026', is: '2026-02-01', why: 'in words' },
    { text: '1-Feb-2026', is: '2026-02-01', why: 'as Excel writes it' },
    { text: '01/02/26', is: null, why: 'a year of two digits' },
    { text: '46054', is: '2026-02-01', why: "Excel's number of days" },
    { text: '46054.0', is: '2026-02-01', why: "Excel's number with decimals" },
    { text: '10000', is: '1927-05-18', why: 'the first number that is read as days' },
    { text: '9999', is: null, why: 'a number before it' },
    { text: '73050', is: '2099-12-31', why: 'the last number that is read as days' },
    { text: '73051', is: null, why: 'a number behind it' },
    { text: '4.6054E+4', is: null, why: 'a shortened number' },
    { text: '########', is: null, why: 'a column that was too narrow' },
    { text: 'soon', is: null, why: 'a word' },
  ])('“$text” is $is: $why', ({ text, is }) => {
    expect(valueOf(readDate(text))).toBe(is);
  });

  it('of birth may lack its day and its month', () => {
    expect(
      ['1938', '3/1938', '1938-03', '14/03/1938', '13/1938', '13953'].map((text) => valueOf(readBirth(text))),
    ).toEqual(['1938', '1938-03', '1938-03', '1938-03-14', null, '1938-03-14']);
  });
});

describe('a number in a cell', () => {
  it.each([
    { text: '14', is: 840, why: 'hours' },
    { text: '14.5', is: 870, why: 'half an hour' },
    { text: '14,5', is: 870, why: 'with a comma' },
    { text: '14:30', is: 870, why: 'as a clock' },
    { text: '14:30:00', is: 870, why: 'as Excel writes a time' },
    { text: '14 h 30 min', is: 870, why: 'with units' },
    { text: '0.33', is: 20, why: 'a third of an hour' },
    { text: '0.3333', is: 20, why: 'a third with more digits' },
    { text: '0.01', is: null, why: 'no whole minute' },
    { text: 'all day', is: null, why: 'words' },
  ])('“$text” hours are $is minutes: $why', ({ text, is }) => {
    expect(valueOf(readHours(text))).toBe(is);
  });

  it.each([
    { text: '£22.40', is: 2_240 },
    { text: '1,022.4', is: 102_240 },
    { text: '22.4000', is: 2_240 },
    { text: '22.405', is: null },
    { text: '0', is: null },
    { text: '22 pounds', is: null },
  ])('“$text” is $is pence', ({ text, is }) => {
    expect(valueOf(readPounds(text))).toBe(is);
  });

  it.each([
    { text: '1', is: 1 },
    { text: '9.0', is: 9 },
    { text: '10', is: null },
    { text: '0', is: null },
    { text: '1.5', is: null },
  ])('“$text” between 1 and 9 is $is', ({ text, is }) => {
    expect(valueOf(readWhole(text, 1, 9))).toBe(is);
  });

  it.each(['1.23E+12', '9.43477E+09', '1E+05', '#####', '#N/A', '#REF!'])('“%s” is mangled', (text) => {
    expect(mangledBy(text)).not.toBeNull();
  });

  it.each(['1E5A', 'E+12', '# 5', 'P-1'])('“%s” is whole', (text) => {
    expect(mangledBy(text)).toBeNull();
  });
});

describe('words in a cell', () => {
  it('are read in any letters', () => {
    expect(readWords('End of life; DEMENTIA', ['dementia', 'end_of_life'])).toEqual({
      value: ['end_of_life', 'dementia'],
    });
    expect(valueOf(readWords('dementia; tea', ['dementia']))).toBeNull();
    expect(['Yes', 'N', 'TRUE', 'maybe'].map((text) => valueOf(readYesNo(text)))).toEqual([
      true,
      false,
      true,
      null,
    ]);
  });

  it.each(['P-100', 'p 100', 'Ｐ１００', 'p\u200b100', 'P\u2013100'])(
    '“%s” is the reference P-100',
    (text) => {
      expect(referenceKey(text)).toBe('p100');
    },
  );
});

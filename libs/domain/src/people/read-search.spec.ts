import { readSearch } from './read-search.js';

describe('a search', () => {
  it.each([
    {
      typed: '943 476 5919',
      terms: { nhsNumber: '943 476 5919', reference: '943 476 5919' },
      why: 'an NHS number',
    },
    { typed: '9434765918', terms: { name: '9434765918', reference: '9434765918' }, why: 'not an NHS number' },
    {
      typed: 'HW-000007',
      terms: { packageReference: 'HW-000007', reference: 'HW-000007' },
      why: 'a package',
    },
    {
      typed: 'hw 7',
      terms: { packageReference: 'HW-000007', reference: 'hw 7' },
      why: 'a package as it is said',
    },
    { typed: '14/3/1938', terms: { bornOn: '1938-03-14', reference: '14/3/1938' }, why: 'a date of birth' },
    {
      typed: '12/3456',
      terms: { bornOn: '3456-12', reference: '12/3456' },
      why: 'a case number that looks like a month',
    },
    { typed: '1938', terms: { name: '1938', reference: '1938' }, why: 'a case number' },
    { typed: 'le113tu', terms: { postcode: 'LE11 3TU', reference: 'le113tu' }, why: 'a postcode' },
    { typed: ' P-100001 ', terms: { name: 'P-100001', reference: 'P-100001' }, why: 'a case number' },
    { typed: 'smiht', terms: { name: 'smiht', reference: 'smiht' }, why: 'a name' },
    { typed: '', terms: {}, why: 'nothing' },
  ])('for “$typed”: $why', ({ typed, terms }) => {
    expect(readSearch(typed, null)).toEqual(terms);
  });

  it('keeps the given date of birth beside the text', () => {
    expect(readSearch('Ada', '1938')).toEqual({ bornOn: '1938', name: 'Ada', reference: 'Ada' });
    expect(readSearch('1938', '1940')).toEqual({ bornOn: '1940', name: '1938', reference: '1938' });
    expect(readSearch(' ', '1940')).toEqual({ bornOn: '1940' });
  });
});

import fc from 'fast-check';
import { mergedDetails, type MergedRecord, mergeFaults } from './merge-faults.js';

const record = (given: Partial<MergedRecord> = {}): MergedRecord => ({
  bornOn: '1938-03-14',
  nhsNumber: null,
  openPackageIds: [],
  ...given,
});
const A = '943 476 5919';
const B = '943 476 5870';

describe('two records of one person', () => {
  it.each<{ kept?: Partial<MergedRecord>; other?: Partial<MergedRecord>; codes: string[]; why: string }>([
    { codes: [], why: 'nothing contradicts' },
    { kept: { nhsNumber: A }, codes: [], why: 'only one has an NHS number' },
    { kept: { nhsNumber: A }, other: { nhsNumber: A }, codes: [], why: 'both have the same' },
    { kept: { nhsNumber: A }, other: { nhsNumber: B }, codes: ['nhs_numbers_differ'], why: 'two numbers' },
    { other: { bornOn: '1938' }, codes: [], why: 'the year agrees' },
    { other: { bornOn: null }, codes: [], why: 'one birth is not known' },
    { other: { bornOn: '1938-04' }, codes: ['births_differ'], why: 'another month' },
    { other: { bornOn: '1939' }, codes: ['births_differ'], why: 'another year' },
    { other: { openPackageIds: ['p'] }, codes: ['work_out_with_branches'], why: 'a round is open' },
    {
      kept: { nhsNumber: A, openPackageIds: ['q'] },
      other: { nhsNumber: B, bornOn: '1901', openPackageIds: ['p'] },
      codes: ['nhs_numbers_differ', 'births_differ', 'work_out_with_branches'],
      why: 'every reason, not only the first',
    },
  ])('have the faults $codes: $why', ({ kept, other, codes }) => {
    expect(mergeFaults(record(kept), record(other)).map(({ code }) => code)).toEqual(codes);
  });

  it('have the same faults, whichever of them is kept', () => {
    const some = fc.record({
      bornOn: fc.constantFrom(null, '1938', '1938-03', '1938-03-14', '1939'),
      nhsNumber: fc.constantFrom(null, A, B),
      openPackageIds: fc.constantFrom([], ['p']),
    });
    fc.assert(
      fc.property(some, some, (one, other) => {
        const codes = (faults: { code: string }[]) => faults.map(({ code }) => code);
        expect(codes(mergeFaults(one, other))).toEqual(codes(mergeFaults(other, one)));
      }),
    );
  });

  it.each([
    [
      { bornOn: '1938', nhsNumber: A },
      { bornOn: '1938-03-14', nhsNumber: null },
      { bornOn: '1938-03-14', nhsNumber: A },
    ],
    [
      { bornOn: null, nhsNumber: null },
      { bornOn: '1938', nhsNumber: B },
      { bornOn: '1938', nhsNumber: B },
    ],
    [
      { bornOn: '1938-03-14', nhsNumber: null },
      { bornOn: null, nhsNumber: null },
      { bornOn: '1938-03-14', nhsNumber: null },
    ],
  ])('%j completed by %j become %j', (kept, other, merged) => {
    expect(mergedDetails(kept, other)).toEqual(merged);
  });
});

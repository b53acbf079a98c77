import { termFaults, contractFaults, endFaults, subcontractFaults } from './contract-faults.js';

describe('a term', () => {
  it.each<{ startsOn: string; endsOn?: string | null; codes: string[]; why: string }>([
    { startsOn: '2026-04-01', codes: [], why: 'open-ended' },
    { startsOn: '2026-04-01', endsOn: null, codes: [], why: 'open-ended, said so' },
    { startsOn: '2026-04-01', endsOn: '2026-04-01', codes: [], why: 'one day' },
    { startsOn: '2026-04-01', endsOn: '2026-03-31', codes: ['ends_before_start'], why: 'a day too early' },
    { startsOn: '2026-02-29', codes: ['starts_not_a_date'], why: 'a day that is not' },
    { startsOn: '2026-04-01', endsOn: '2026-06-31', codes: ['ends_not_a_date'], why: 'a day that is not' },
    {
      startsOn: 'spring',
      endsOn: 'autumn',
      codes: ['starts_not_a_date', 'ends_not_a_date', 'ends_before_start'],
      why: 'every fault, not only the first',
    },
  ])('from $startsOn to $endsOn has $codes: $why', ({ codes, why: _, ...term }) => {
    expect(termFaults(term).map(({ code }) => code)).toEqual(codes);
  });
});

const TERMS = { startsOn: '2026-04-01', endsOn: null, rateMinPence: 2_000, rateMaxPence: 2_400 };

describe("a contract's terms", () => {
  it.each<{ changes: Partial<typeof TERMS>; codes: string[]; why: string }>([
    { changes: {}, codes: [], why: 'valid' },
    { changes: { rateMinPence: 2_400 }, codes: [], why: 'a fixed rate has both limits equal' },
    { changes: { rateMinPence: 2_401 }, codes: ['rates_reversed'], why: 'a penny over' },
    {
      changes: { startsOn: '2026-04-31', rateMaxPence: 1_999 },
      codes: ['starts_not_a_date', 'rates_reversed'],
      why: 'every fault, not only the first',
    },
  ])('have $codes: $why', ({ changes, codes }) => {
    expect(contractFaults({ ...TERMS, ...changes }).map(({ code }) => code)).toEqual(codes);
  });
});

const ASKED = {
  branchId: '1-100000001',
  deliveringBranchId: '1-100000002',
  lotId: 'lot',
  startsOn: '2026-04-01',
  isContracted: true,
};

describe('a subcontract', () => {
  it.each<{ changes: Partial<typeof ASKED>; codes: string[]; why: string }>([
    { changes: {}, codes: [], why: 'valid' },
    { changes: { deliveringBranchId: '1-100000001' }, codes: ['delivers_itself'], why: 'with itself' },
    { changes: { isContracted: false }, codes: ['lead_not_contracted'], why: 'nothing to hand on' },
    {
      changes: { startsOn: 'soon', isContracted: false },
      codes: ['starts_not_a_date', 'lead_not_contracted'],
      why: 'every fault, not only the first',
    },
  ])('has $codes: $why', ({ changes, codes }) => {
    expect(subcontractFaults({ ...ASKED, ...changes }).map(({ code }) => code)).toEqual(codes);
  });

  it.each<{ endsOn: string | null; newEnd: string; codes: string[]; why: string }>([
    { endsOn: null, newEnd: '2026-06-30', codes: [], why: 'it was open-ended' },
    { endsOn: '2026-06-30', newEnd: '2026-06-30', codes: [], why: 'the day it ends anyway' },
    { endsOn: '2026-06-30', newEnd: '2026-07-01', codes: ['ends_later'], why: 'a day longer' },
    { endsOn: null, newEnd: '2026-04-01', codes: [], why: 'its first day' },
    { endsOn: null, newEnd: '2026-03-31', codes: ['ends_before_start'], why: 'before its first day' },
  ])('that ends on $endsOn, ended on $newEnd, has $codes: $why', ({ endsOn, newEnd, codes }) => {
    const faults = endFaults({ startsOn: '2026-04-01', endsOn }, newEnd);
    expect(faults.map(({ code }) => code)).toEqual(codes);
  });
});

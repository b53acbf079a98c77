import { endFaults, subcontractFaults } from './subcontract-faults.js';

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

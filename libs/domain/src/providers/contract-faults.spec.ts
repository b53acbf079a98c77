import { contractFaults } from './contract-faults.js';

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

import { termFaults } from './term-faults.js';

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

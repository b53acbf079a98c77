import type { BranchRatings } from '#contracts/providers';
import { branchFaults } from './branch-faults.js';

const UNRATED: BranchRatings = {
  overall: null,
  safe: null,
  effective: null,
  caring: null,
  responsive: null,
  wellLed: null,
  ratedOn: null,
};

describe("a branch's file", () => {
  it.each<{ postcode?: string; ratedOn?: string; publishedOn?: string; codes: string[]; why: string }>([
    { codes: [], why: 'valid, never rated' },
    { postcode: 'le113tu', codes: [], why: 'a postcode in another form' },
    { postcode: 'LE11', codes: ['postcode_invalid'], why: 'half a postcode' },
    { ratedOn: '2026-03-02', codes: [], why: 'rated today' },
    { ratedOn: '2026-03-03', codes: ['rated_in_future'], why: 'rated tomorrow' },
    { ratedOn: '2026-03-01', publishedOn: '2026-03-01', codes: [], why: 'rated by its source' },
    { ratedOn: '2026-03-02', publishedOn: '2026-03-01', codes: ['rated_after_source'], why: 'a day later' },
    { publishedOn: '2026-03-03', codes: ['published_in_future'], why: 'a source of tomorrow' },
    { ratedOn: '2026-02-30', codes: ['rated_on_not_a_date'], why: 'a day that is not' },
    {
      postcode: '',
      ratedOn: 'yesterday',
      codes: ['postcode_invalid', 'rated_on_not_a_date', 'rated_in_future'],
      why: 'every fault, not only the first',
    },
  ])('has $codes: $why', ({ postcode = 'LE11 3TU', ratedOn = null, publishedOn, codes }) => {
    const source = publishedOn ? ({ kind: 'letter', reference: 'A/1', publishedOn } as const) : null;
    const faults = branchFaults({ postcode, ratings: { ...UNRATED, ratedOn }, source }, '2026-03-02');
    expect(faults.map(({ code }) => code)).toEqual(codes);
  });
});

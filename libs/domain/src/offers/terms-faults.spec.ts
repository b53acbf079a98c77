import { needsRateReason, termsFaults } from './terms-faults.js';
import type { OfferTerms } from '#contracts/offers';
import { aVisit } from '../../testing/visits.js';

const LOT = { rateFloorPence: 2_000, rateCeilingPence: 2_800 };
const CONTRACT = { rateMinPence: 2_100, rateMaxPence: 2_700 };
const WIDE = { rateMinPence: 1_500, rateMaxPence: 3_000 };

describe('a rate', () => {
  it.each([
    { rate: 2_100, contract: CONTRACT, needs: false, why: "the contract's lower limit" },
    { rate: 2_099, contract: CONTRACT, needs: true, why: 'a penny below it' },
    { rate: 2_700, contract: CONTRACT, needs: false, why: "the contract's upper limit" },
    { rate: 2_701, contract: CONTRACT, needs: true, why: 'a penny above it' },
    { rate: 2_000, contract: WIDE, needs: false, why: "the lot's floor" },
    { rate: 1_999, contract: WIDE, needs: true, why: 'a penny below it, whatever the contract allows' },
    { rate: 2_800, contract: WIDE, needs: false, why: "the lot's ceiling" },
    { rate: 2_801, contract: WIDE, needs: true, why: 'a penny above it, whatever the contract allows' },
  ])('of $rate p needs a reason: $needs ($why)', ({ rate, contract, needs }) => {
    expect(needsRateReason(rate, LOT, contract)).toBe(needs);
  });
});

const TODAY = { today: '2026-03-02' };
const VISITS = [aVisit(), aVisit({ key: 'v2', band: 'bed' })];
const TERMS = {
  startsOn: '2026-03-04',
  hourlyRatePence: 2_350,
  visitTimes: [
    { visitKey: 'v1', startsAt: '08:15' },
    { visitKey: 'v2', startsAt: '20:00' },
  ],
};
type Terms = Pick<OfferTerms, 'startsOn' | 'hourlyRatePence' | 'visitTimes'>;

describe("an offer's terms", () => {
  it.each<{ terms: Partial<Terms>; codes: string[]; why: string }>([
    { terms: {}, codes: [], why: 'valid terms' },

    { terms: { startsOn: '2026-03-02' }, codes: [], why: 'today' },
    { terms: { startsOn: '2026-03-01' }, codes: ['start_in_past'], why: 'yesterday' },
    { terms: { startsOn: '2026-05-01' }, codes: [], why: '60 days ahead' },
    { terms: { startsOn: '2026-05-02' }, codes: ['start_too_far_ahead'], why: '61 days ahead' },
    { terms: { startsOn: '2026-02-30' }, codes: ['start_not_a_date'], why: 'no such day' },
    { terms: { startsOn: 'soon' }, codes: ['start_not_a_date'], why: 'no date at all' },

    { terms: { hourlyRatePence: 1 }, codes: [], why: 'the lowest rate' },
    { terms: { hourlyRatePence: 0 }, codes: ['rate_out_of_range'], why: 'nothing an hour' },
    { terms: { hourlyRatePence: 20_000 }, codes: [], why: 'the highest rate' },
    { terms: { hourlyRatePence: 20_001 }, codes: ['rate_out_of_range'], why: 'a penny more' },
    { terms: { hourlyRatePence: 2_350.5 }, codes: ['rate_out_of_range'], why: 'half a penny' },
    {
      terms: { startsOn: '2026-03-01', hourlyRatePence: 0 },
      codes: ['start_in_past', 'rate_out_of_range'],
      why: 'every fault, not only the first',
    },
  ])('have $codes: $why', ({ terms, codes }) => {
    expect(termsFaults({ ...TERMS, ...terms }, VISITS, TODAY).map(({ code }) => code)).toEqual(codes);
  });

  it.each([
    { times: [['v1', '08:15']], faults: ['v2 visit_not_answered'], why: 'one visit left out' },
    { times: [], faults: ['v1 visit_not_answered', 'v2 visit_not_answered'], why: 'all left out' },
    {
      times: [
        ['v1', '08:15'],
        ['v2', '20:00'],
        ['v1', '09:00'],
      ],
      faults: ['v1 visit_answered_twice'],
      why: 'one answered twice',
    },
    {
      times: [
        ['v1', '08:15'],
        ['v2', '20:00'],
        ['v9', '12:00'],
      ],
      faults: ['v9 visit_unknown'],
      why: 'one that nobody asked for',
    },
    {
      times: [
        ['v1', '8:15'],
        ['v2', '24:00'],
      ],
      faults: ['v1 time_invalid', 'v2 time_invalid'],
      why: 'times that are none',
    },
  ])('have $faults: $why', ({ times, faults }) => {
    const visitTimes = times.map(([visitKey = '', startsAt = '']) => ({ visitKey, startsAt }));
    const found = termsFaults({ ...TERMS, visitTimes }, VISITS, TODAY);
    expect(found.map(({ visitKey, code }) => `${visitKey} ${code}`)).toEqual(faults);
  });

  it('say in a sentence what is wrong, naming a visit only where it is one visit', () => {
    const visitTimes = TERMS.visitTimes.slice(1);
    expect(termsFaults({ ...TERMS, startsOn: '2026-03-01', visitTimes }, VISITS, TODAY)).toEqual([
      { code: 'start_in_past', sentence: 'Enter a start date of today or later.' },
      { code: 'visit_not_answered', sentence: 'Enter a start time for this visit.', visitKey: 'v1' },
    ]);
  });
});

import { DEFAULT_WEIGHTS, type ScoreComponents, type ScoreInputs } from '#contracts/ranking';
import * as fc from 'fast-check';
import { scoreInputs, weights } from '../../testing/arbitraries.js';
import { scoreOffer } from './score.js';

const INPUTS: ScoreInputs = {
  hourlyRatePence: 2_400,
  lowestRatePence: 2_400,
  rating: 'good',
  punctualPerMille: 950,
  complaintsPerTenThousand: 4,
  visitsAsked: 28,
  visitsInside: 28,
  daysLate: 0,
  continuity: 'none',
};
const componentsOf = (changes: Partial<ScoreInputs>) =>
  scoreOffer({ ...INPUTS, ...changes }, DEFAULT_WEIGHTS).components;

describe('a score', () => {
  it.each<{ component: keyof ScoreComponents; inputs: Partial<ScoreInputs>; points: number; why: string }>([
    { component: 'price', inputs: {}, points: 1_000, why: 'the lowest rate' },
    { component: 'price', inputs: { hourlyRatePence: 4_800 }, points: 500, why: 'twice the lowest' },
    {
      component: 'price',
      inputs: { hourlyRatePence: 2_401 },
      points: 999,
      why: 'a penny more, rounded down',
    },

    { component: 'quality', inputs: {}, points: 877, why: '(5×800 + 3×950 + 2×960) / 10' },
    { component: 'quality', inputs: { rating: 'outstanding' }, points: 977, why: 'Outstanding is 1000' },
    { component: 'quality', inputs: { rating: 'requires_improvement' }, points: 677, why: 'it is 400' },
    { component: 'quality', inputs: { rating: 'inadequate' }, points: 477, why: 'Inadequate is 0' },
    {
      component: 'quality',
      inputs: { rating: null },
      points: 954,
      why: 'never rated: the rest, (2850 + 1920) / 5',
    },
    { component: 'quality', inputs: { punctualPerMille: 0 }, points: 592, why: 'known to be never on time' },
    { component: 'quality', inputs: { punctualPerMille: null }, points: 846, why: '5920 / 7, rounded up' },
    {
      component: 'quality',
      inputs: { complaintsPerTenThousand: null },
      points: 856,
      why: '6850 / 8, rounded down',
    },
    { component: 'quality', inputs: { complaintsPerTenThousand: 0 }, points: 885, why: 'known to have none' },
    { component: 'quality', inputs: { complaintsPerTenThousand: 100 }, points: 685, why: 'no points left' },
    { component: 'quality', inputs: { complaintsPerTenThousand: 101 }, points: 685, why: 'and none below' },
    { component: 'quality', inputs: { punctualPerMille: 955 }, points: 879, why: '878.5, halves up' },
    {
      component: 'quality',
      inputs: { rating: null, punctualPerMille: null, complaintsPerTenThousand: null },
      points: 600,
      why: 'nothing is known',
    },
    {
      component: 'quality',
      inputs: { rating: null, punctualPerMille: null },
      points: 960,
      why: 'complaints alone are known',
    },
    {
      component: 'quality',
      inputs: { rating: null, punctualPerMille: null, complaintsPerTenThousand: 101 },
      points: 0,
      why: 'complaints alone are known, and too many',
    },

    { component: 'fit', inputs: {}, points: 1_000, why: 'all inside and in time' },
    { component: 'fit', inputs: { visitsInside: 0 }, points: 250, why: 'in time alone' },
    {
      component: 'fit',
      inputs: { visitsInside: 1, visitsAsked: 3 },
      points: 499,
      why: '(3×333 + 1000) / 4, both rounded down',
    },
    { component: 'fit', inputs: { daysLate: 1 }, points: 950, why: 'a day late' },
    { component: 'fit', inputs: { daysLate: 5 }, points: 750, why: 'five days late: nothing for the start' },
    { component: 'fit', inputs: { daysLate: 6 }, points: 750, why: 'and nothing below' },

    {
      component: 'continuity',
      inputs: { continuity: 'current' },
      points: 1_000,
      why: 'cares for the person',
    },
    { component: 'continuity', inputs: { continuity: 'recent' }, points: 700, why: 'did lately' },
    { component: 'continuity', inputs: { continuity: 'none' }, points: 0, why: 'a stranger' },
  ])('gives $component $points points: $why', ({ component, inputs, points }) => {
    expect(componentsOf(inputs)[component]).toBe(points);
  });

  it('weighs the components, and keeps what it was computed from', () => {
    expect(scoreOffer(INPUTS, DEFAULT_WEIGHTS)).toEqual({
      weights: DEFAULT_WEIGHTS,
      inputs: INPUTS,
      components: { price: 1_000, quality: 877, fit: 1_000, continuity: 0 },
      total: 40 * 1_000 + 30 * 877 + 20 * 1_000,
    });
  });

  it('is made of whole numbers from 0 to 1,000, and of 0 to 100,000 in all', () => {
    fc.assert(
      fc.property(scoreInputs, weights, (inputs, weighed) => {
        const { components, total } = scoreOffer(inputs, weighed);
        for (const points of Object.values(components)) {
          expect(Number.isInteger(points)).toBe(true);
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(1_000);
        }
        expect(Number.isInteger(total)).toBe(true);
        expect(total).toBeLessThanOrEqual(100_000);
      }),
    );
  });

  it('can be computed again from what it keeps', () => {
    fc.assert(
      fc.property(scoreInputs, weights, (inputs, weighed) => {
        const score = scoreOffer(inputs, weighed);
        expect(scoreOffer(score.inputs, score.weights)).toEqual(score);
      }),
    );
  });

  it('never falls for a lower rate, an earlier start or one more visit inside', () => {
    fc.assert(
      fc.property(scoreInputs, weights, (inputs, weighed) => {
        const better: ScoreInputs = {
          ...inputs,
          hourlyRatePence: Math.max(inputs.lowestRatePence, inputs.hourlyRatePence - 1),
          daysLate: Math.max(0, inputs.daysLate - 1),
          visitsInside: Math.min(inputs.visitsAsked, inputs.visitsInside + 1),
        };
        expect(scoreOffer(better, weighed).total).toBeGreaterThanOrEqual(scoreOffer(inputs, weighed).total);
      }),
    );
  });
});

import { DEFAULT_WEIGHTS, type Score, type ScoreComponents } from '#contracts/ranking';
import * as fc from 'fast-check';
import { scoreInputs } from '../../testing/arbitraries.js';
import { type RankableOffer, rankOffers } from './rank-offers.js';
import { scoreOffer } from './score.js';

const INPUTS = {
  hourlyRatePence: 2_400,
  lowestRatePence: 2_400,
  rating: null,
  punctualPerMille: null,
  complaintsPerTenThousand: null,
  visitsAsked: 7,
  visitsInside: 7,
  daysLate: 0,
  continuity: 'none',
} as const;

interface Place extends Partial<ScoreComponents> {
  readonly total?: number;
  readonly rate?: number;
  readonly tieBreak?: string;
}

function offer(
  id: string,
  { total = 70_000, rate = 2_400, tieBreak = 'm', ...components }: Place,
): RankableOffer {
  const scored = scoreOffer({ ...INPUTS, hourlyRatePence: rate }, DEFAULT_WEIGHTS);
  const score: Score = { ...scored, total, components: { ...scored.components, ...components } };
  return { id, tieBreak, score };
}

const order = (offers: readonly RankableOffer[]) => rankOffers(offers).map(({ id }) => id);

describe('the ranking', () => {
  it.each<{ better: Place; worse: Place; why: string }>([
    { better: { total: 70_001 }, worse: { total: 70_000, quality: 999 }, why: 'total before quality' },
    { better: { quality: 601 }, worse: { quality: 600, rate: 2_000 }, why: 'then quality before rate' },
    { better: { rate: 2_399 }, worse: { rate: 2_400, fit: 1_000 }, why: 'then the lower rate before fit' },
    {
      better: { fit: 901, tieBreak: 'z' },
      worse: { fit: 900, tieBreak: 'a' },
      why: 'then fit before the lot',
    },
    { better: { tieBreak: 'a' }, worse: { tieBreak: 'b' }, why: 'then the lot drawn' },
  ])('decides by $why', ({ better, worse }) => {
    const [first, second] = [offer('z', { fit: 900, ...better }), offer('a', { fit: 900, ...worse })];
    expect(order([first, second])).toEqual(['z', 'a']);
    expect(order([second, first])).toEqual(['z', 'a']);
  });

  it('never leaves a tie: the id decides at last', () => {
    expect(order([offer('b', {}), offer('a', {})])).toEqual(['a', 'b']);
  });

  const offers = fc.uniqueArray(
    fc
      .record({ id: fc.uuid(), tieBreak: fc.constantFrom('a', 'b', 'c'), inputs: scoreInputs })
      .map(({ inputs, ...rest }) => ({ ...rest, score: scoreOffer(inputs, DEFAULT_WEIGHTS) })),
    { selector: ({ id }) => id, maxLength: 20 },
  );

  it('is the same in whatever order the offers came', () => {
    fc.assert(
      fc.property(offers, fc.infiniteStream(fc.nat()), (some, random) => {
        const shuffled = some
          .map((one) => ({ one, key: random.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(order(shuffled)).toEqual(order(some));
        expect(order(some.toReversed())).toEqual(order(some));
      }),
    );
  });

  it('keeps every offer, and puts any two the same way round as all together', () => {
    fc.assert(
      fc.property(offers, (some) => {
        const ranked = rankOffers(some);
        expect(ranked.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
          some.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        );
        ranked.slice(1).forEach((worse, index) => {
          const better = ranked[index]!;
          expect(order([worse, better])).toEqual([better.id, worse.id]);
          expect(better.score.total).toBeGreaterThanOrEqual(worse.score.total);
        });
      }),
    );
  });
});

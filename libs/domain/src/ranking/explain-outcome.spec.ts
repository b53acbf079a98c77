import { DEFAULT_WEIGHTS, type ScoreInputs, type Weights } from '#contracts/ranking';
import * as fc from 'fast-check';
import { scoreInputs } from '../../testing/arbitraries.js';
import { explainChoice, explainOutcome } from './explain-outcome.js';
import { scoreOffer } from './score.js';

const INPUTS: ScoreInputs = {
  hourlyRatePence: 2_400,
  lowestRatePence: 2_000,
  rating: 'good',
  punctualPerMille: null,
  complaintsPerTenThousand: null,
  visitsAsked: 7,
  visitsInside: 6,
  daysLate: 0,
  continuity: 'recent',
};
const score = (changes: Partial<ScoreInputs> = {}, weights: Weights = DEFAULT_WEIGHTS) =>
  scoreOffer({ ...INPUTS, ...changes }, weights);
const own = score();

describe('what a bidder is told', () => {
  it.each<{ best: Partial<ScoreInputs>; told: string }>([
    { best: { hourlyRatePence: 2_000 }, told: 'a lower rate was offered' },
    { best: { rating: 'outstanding' }, told: 'the quality score was higher' },
    { best: { visitsInside: 7 }, told: 'the times and the start fitted better' },
    { best: { continuity: 'current' }, told: 'continuity of care was better' },
    {
      best: { hourlyRatePence: 2_000, rating: 'outstanding', visitsInside: 7 },
      told: 'a lower rate was offered, the quality score was higher and the times and the start fitted better',
    },
    {
      best: { hourlyRatePence: 2_000, rating: 'inadequate', visitsInside: 0, continuity: 'current' },
      told: 'a lower rate was offered and continuity of care was better',
    },
  ])('is where it was behind: $told', ({ best, told }) => {
    expect(explainOutcome(2, 5, own, score(best))).toBe(
      `Your offer ranked 2 of 5. The best offer was ahead: ${told}.`,
    );
  });

  it('leaves out what does not count in this lot', () => {
    const weights = { price: 50, quality: 49, fit: 1, continuity: 0 };
    const best = score({ rating: 'outstanding', visitsInside: 7, continuity: 'current' }, weights);
    expect(explainOutcome(2, 2, score({}, weights), best)).toBe(
      'Your offer ranked 2 of 2. The best offer was ahead: the quality score was higher and the times and the start fitted better.',
    );
  });

  it('is only its rank where it was the best', () => {
    expect(explainOutcome(1, 5, own, own)).toBe('Your offer ranked 1 of 5.');
  });

  it('is that nobody else offered', () => {
    expect(explainOutcome(1, 1, own, own)).toBe('Your offer was the only one.');
  });

  it('is that the order for ties decided', () => {
    expect(explainOutcome(2, 3, own, own)).toBe(
      'Your offer ranked 2 of 3. The best offer scored the same and came first in the order for ties, which never looks at when an offer was made.',
    );
  });

  it('has no number in it but the rank: nothing to work out a rate from', () => {
    fc.assert(
      fc.property(scoreInputs, scoreInputs, (mine, theirs) => {
        const [a, b] = [scoreOffer(mine, DEFAULT_WEIGHTS), scoreOffer(theirs, DEFAULT_WEIGHTS)];
        const [worse, best] = a.total < b.total ? [a, b] : [b, a];
        const told = explainOutcome(2, 3, worse, best);
        expect(told.match(/\d+/g)).toEqual(['2', '3']);
        expect(told).not.toContain('ahead: .');
      }),
    );
  });
});

describe('why the top-ranked offer was not chosen', () => {
  const reason = 'Continuity for the person mattered more.';
  const given = `The council did not choose the top-ranked offer. Its reason: ${reason}`;
  it.each([
    { rank: 1, isAwarded: false, reasonForBidders: reason, takesFirst: false, told: given, why: 'passed over' },
    { rank: 2, isAwarded: true, reasonForBidders: reason, takesFirst: false, told: given, why: 'chosen instead' },
    { rank: 3, isAwarded: false, reasonForBidders: reason, takesFirst: false, told: given, why: 'lost anyway' },
    {
      rank: 1, isAwarded: false, reasonForBidders: null, takesFirst: false,
      told: 'The council chose another offer, and keeps its reason on record.', why: 'passed over without a reason for bidders',
    },
    {
      rank: 1, isAwarded: false, reasonForBidders: null, takesFirst: true,
      told: 'In this lot the first acceptable offer wins.', why: 'another was first',
    },
    { rank: 1, isAwarded: true, reasonForBidders: null, takesFirst: false, told: null, why: 'the top offer won' },
    { rank: 2, isAwarded: false, reasonForBidders: null, takesFirst: false, told: null, why: 'another lost' },
  ])('is told to rank $rank ($why)', ({ rank, told, why: _, ...decision }) => {
    expect(explainChoice(rank, decision)).toBe(told);
  }); // prettier-ignore
});

import type { RatingPolicy } from '#contracts/lots';
import { RATINGS, type Rating } from '#contracts/ranking';
import * as fc from 'fast-check';
import { answerRating } from './rating-rule.js';

const GOOD = 'good';
const POOR = 'requires_improvement';
const BAD = 'inadequate';

type Row = readonly [RatingPolicy, Rating | null, Rating | null, Rating | null, 'pass' | 'fail', string];

describe('the rating policy', () => {
  it.each<Row>([
    ['exclude_inadequate', GOOD, GOOD, GOOD, 'pass', 'nothing wrong'],
    ['exclude_inadequate', POOR, POOR, POOR, 'pass', 'Requires improvement is let in'],
    ['exclude_inadequate', BAD, GOOD, GOOD, 'fail', 'Inadequate overall'],
    ['exclude_inadequate', POOR, BAD, BAD, 'fail', 'Inadequate in both Safe and Well-led'],
    ['exclude_inadequate', POOR, BAD, POOR, 'pass', 'in Safe alone'],
    ['exclude_inadequate', POOR, POOR, BAD, 'pass', 'in Well-led alone'],
    ['exclude_inadequate', null, BAD, BAD, 'fail', 'in both, without an overall rating'],
    ['exclude_inadequate', null, null, null, 'pass', 'never rated'],
    ['exclude_below_good', GOOD, POOR, POOR, 'pass', 'Good overall'],
    ['exclude_below_good', 'outstanding', null, null, 'pass', 'Outstanding overall'],
    ['exclude_below_good', POOR, GOOD, GOOD, 'fail', 'Requires improvement overall'],
    ['exclude_below_good', BAD, GOOD, GOOD, 'fail', 'Inadequate overall'],
    ['exclude_below_good', GOOD, BAD, BAD, 'fail', 'Inadequate in both Safe and Well-led'],
    ['exclude_below_good', null, null, null, 'pass', 'never rated'],
    ['any', BAD, BAD, BAD, 'pass', 'no rating keeps anybody out'],
  ])('%s: overall %s, Safe %s, Well-led %s → %s: %s', (policy, overall, safe, wellLed, result) => {
    const answer = answerRating({ overall, safe, wellLed }, policy);
    expect(answer.result).toBe(result);
    expect(answer.evidence).toEqual({ policy, overall, safe, wellLed });
    expect(answer.remedy === null).toBe(result === 'pass');
  });

  it('keeps out below Good everybody that it keeps out for Inadequate', () => {
    const rating = fc.option(fc.constantFrom(...RATINGS), { nil: null });
    fc.assert(
      fc.property(fc.record({ overall: rating, safe: rating, wellLed: rating }), (ratings) => {
        fc.pre(answerRating(ratings, 'exclude_inadequate').result === 'fail');
        expect(answerRating(ratings, 'exclude_below_good').result).toBe('fail');
      }),
    );
  });
});

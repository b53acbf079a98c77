import { answerExclusion } from './exclusion-rule.js';

describe('an exclusion', () => {
  it('is none: passes', () => {
    expect(answerExclusion(null)).toEqual({ result: 'pass', evidence: { excludedBy: null }, remedy: null });
  });

  it.each([
    { by: 'person', remedy: 'The person or family would have to withdraw the exclusion.' },
    { by: 'move', remedy: 'The person is being moved from this branch; the move would have to be given up.' },
  ] as const)('by $by fails, with its reason', ({ by, remedy }) => {
    expect(answerExclusion({ by, reason: 'Late visits' })).toEqual({
      result: 'fail',
      evidence: { excludedBy: by, reason: 'Late visits' },
      remedy,
    });
  });
});

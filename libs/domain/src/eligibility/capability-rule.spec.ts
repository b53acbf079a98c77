import { checkCapabilities } from './capability-rule.js';

describe('capabilities', () => {
  it('are checked each by itself, in the order of the needs', () => {
    expect(checkCapabilities(['dementia', 'peg'], ['dementia', 'carer_female'])).toEqual([
      { rule: 'capability.dementia', result: 'pass', evidence: { declared: true }, remedy: null },
      {
        rule: 'capability.carer_female',
        result: 'fail',
        evidence: { declared: false },
        remedy: 'The branch must declare that it can meet this need: carer female.',
      },
    ]);
  });

  it('are checked once where a need is named twice', () => {
    expect(checkCapabilities([], ['peg', 'peg'])).toHaveLength(1);
  });

  it('are not asked for where there is no need', () => {
    expect(checkCapabilities(['peg'], [])).toEqual([]);
  });
});

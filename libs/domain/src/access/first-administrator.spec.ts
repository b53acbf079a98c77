import { mayInviteFirstAdministrator } from './first-administrator.js';

const FREE = { hasContract: true, hasAdministrator: false, isAskedUnderSeal: false };

describe('the first administrator of a provider', () => {
  it.each([
    { why: 'under contract, with none yet', facts: FREE, answer: 'yes' },
    { why: 'without a contract', facts: { ...FREE, hasContract: false }, answer: 'no_contract' },
    { why: 'with an administrator', facts: { ...FREE, hasAdministrator: true }, answer: 'operator' },
    { why: 'while asked under seal', facts: { ...FREE, isAskedUnderSeal: true }, answer: 'operator' },
    {
      why: 'without a contract, whatever else is so',
      facts: { hasContract: false, hasAdministrator: true, isAskedUnderSeal: true },
      answer: 'no_contract',
    },
  ])('$why: $answer', ({ facts, answer }) => {
    expect(mayInviteFirstAdministrator(facts)).toBe(answer);
  });
});

import { enteredByLimit, isSameLimit, type Limit, widensLimit } from './branch-limit.js';

describe('a change of the branches to which a user is limited', () => {
  it.each<{ why: string; before: Limit; after: Limit; widens: boolean; isSame: boolean }>([
    { why: 'a first limit', before: null, after: ['a'], widens: false, isSame: false },
    { why: 'no limit, as before', before: null, after: null, widens: false, isSame: true },
    { why: 'the end of the limit', before: ['a'], after: null, widens: true, isSame: false },
    {
      why: 'the same branches in another order',
      before: ['a', 'b'],
      after: ['b', 'a'],
      widens: false,
      isSame: true,
    },
    { why: 'a branch less', before: ['a', 'b'], after: ['a'], widens: false, isSame: false },
    { why: 'a branch more', before: ['a'], after: ['a', 'b'], widens: true, isSame: false },
    { why: 'another branch', before: ['a'], after: ['b'], widens: true, isSame: false },
  ])('$why: widens $widens, is the same $isSame', ({ before, after, widens, isSame }) => {
    expect([widensLimit(before, after), isSameLimit(before, after)]).toEqual([widens, isSame]);
  });

  it('lets a user in anew only if a branch is added, and a user without a password never', () => {
    const [then, now] = [new Date('2026-01-01'), new Date('2026-02-01')];
    expect(enteredByLimit(then, ['a'], ['a', 'b'], now)).toEqual(now);
    expect(enteredByLimit(then, ['a', 'b'], ['a'], now)).toEqual(then);
    expect(enteredByLimit(null, ['a'], null, now)).toBeNull();
  });
});

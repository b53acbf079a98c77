import { OWNED_WORK } from '#brokerage/identity/steps/owned-work';
import { WORK_KINDS } from '#contracts/open-work';

describe('the kinds of open work', () => {
  it('all stand once in the table by which work is given to others', () => {
    expect(OWNED_WORK.map(({ kind }) => kind).sort()).toEqual([...WORK_KINDS].sort());
  });
});

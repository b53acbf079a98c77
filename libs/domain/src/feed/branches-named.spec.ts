import { branchesNamed } from './branches-named.js';

describe('the branches that an event names', () => {
  it.each([
    { why: 'none', payload: { documentId: 'd' }, branches: [] },
    { why: 'its branch', payload: { branchId: 'b' }, branches: ['b'] },
    { why: 'the branch that delivers', payload: { deliveringBranchId: 'd' }, branches: ['d'] },
    { why: 'both', payload: { branchId: 'b', deliveringBranchId: 'd' }, branches: ['b', 'd'] },
    { why: 'one branch once', payload: { branchId: 'b', deliveringBranchId: 'b' }, branches: ['b'] },
    { why: 'no branch that is null', payload: { branchId: null }, branches: [] },
  ])('are $why', ({ payload, branches }) => {
    expect(branchesNamed(payload)).toEqual(branches);
  });
});

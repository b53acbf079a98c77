import { shortNames } from './own-branches.js';

const shorten = (name: string, ...names: string[]): string =>
  shortNames(names.map((branchName) => ({ branchName })))(name);

describe('the short name of a branch', () => {
  it.each([
    { names: ['Lantern Care Syston', 'Lantern Care Oadby'], short: 'Syston', why: 'all begin alike' },
    { names: ['Lantern Care', 'Lantern Care Oadby'], short: 'Care', why: 'a name never becomes empty' },
    { names: ['Lantern Care'], short: 'Lantern Care', why: 'the only branch' },
    { names: ['Lantern Care', 'Marigold Care'], short: 'Lantern Care', why: 'nothing is shared' },
    { names: ['Lanternfold Care', 'Lantern Care'], short: 'Lanternfold Care', why: 'only whole words count' },
  ])('is $short: $why', ({ names, short }) => {
    expect(shorten(names[0] ?? '', ...names)).toBe(short);
  });

  it('is the whole name for a branch of another provider', () => {
    expect(shorten('Other Care', 'Lantern Care Syston', 'Lantern Care Oadby')).toBe('Other Care');
  });
});

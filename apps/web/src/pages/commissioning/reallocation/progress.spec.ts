import fc from 'fast-check';
import { CASE_STATUSES, type ReallocationView } from '#contracts/reallocations';
import { progressShown } from './progress.js';

const withCases = (given: Partial<ReallocationView['cases']>) =>
  ({
    id: 'r',
    cases: { ...Object.fromEntries(CASE_STATUSES.map((status) => [status, 0])), ...given },
  }) as ReallocationView;

describe('how far a reallocation has come', () => {
  it('counts as over what is moved, kept or ended, and nothing else', () => {
    const shown = progressShown(
      withCases({ queued: 1, awarded: 1, moved: 1, kept: 1, ended: 1, unplaced: 1 }),
      '',
    );
    expect([shown.total, shown.closed, shown.percent]).toEqual([6, 3, 50]);
  });

  it.each([
    [{ moved: 199, queued: 1 }, 99, 'never says that all is over before it is'],
    [{ moved: 200 }, 100, 'says so once it is'],
    [{}, 0, 'has nothing to say of nothing'],
  ])('%j is %i percent: it %s', (cases, percent, _why) => {
    expect(progressShown(withCases(cases), '').percent).toBe(percent);
  });

  it('fills the strip exactly, whatever stands how', () => {
    const counts = fc.record(Object.fromEntries(CASE_STATUSES.map((status) => [status, fc.nat(3_000)])));
    fc.assert(
      fc.property(counts, (cases) => {
        const { parts, total, width } = progressShown(withCases(cases), '');
        expect(parts.reduce((sum, part) => sum + part.width, 0)).toBe(total === 0 ? 0 : width);
      }),
    );
  });
});

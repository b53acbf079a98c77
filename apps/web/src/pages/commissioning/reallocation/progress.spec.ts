import fc from 'fast-check';
import { CASE_STATUSES, type ReallocationView } from '#contracts/reallocations';
import { progressShown } from './progress.js';

const withCases = (given: Partial<ReallocationView['cases']>) =>
  ({
    id: 'r',
    cases: { ...Object.fromEntries(CASE_STATUSES.map((status) => [status, 0])), ...given },
  }) as ReallocationView;

describe('the progress of a reallocation', () => {
  it('counts a case as closed if its care was moved, kept or ended', () => {
    const shown = progressShown(
      withCases({ queued: 1, awarded: 1, moved: 1, kept: 1, ended: 1, unplaced: 1 }),
      '',
    );
    expect([shown.total, shown.closed, shown.percent]).toEqual([6, 3, 50]);
  });

  it.each([
    [{ moved: 199, queued: 1 }, 99, 'is not rounded up to 100'],
    [{ moved: 200 }, 100, 'is 100 if all cases are closed'],
    [{}, 0, 'is 0 without cases'],
  ])('%j is %i percent: it %s', (cases, percent, _why) => {
    expect(progressShown(withCases(cases), '').percent).toBe(percent);
  });

  it('is an empty bar until a case is closed', () => {
    expect(progressShown(withCases({ queued: 40, broadcast: 5, awarded: 5, unplaced: 1 }), '').parts).toEqual(
      [],
    );
  });

  it('fills the bar from the left with the share of closed cases, for any numbers of cases', () => {
    const counts = fc.record(Object.fromEntries(CASE_STATUSES.map((status) => [status, fc.nat(3_000)])));
    fc.assert(
      fc.property(counts, (cases) => {
        const { parts, total, closed, width } = progressShown(withCases(cases), '');
        const filled = parts.reduce((sum, part) => sum + part.width, 0);
        expect(filled).toBe(total === 0 ? 0 : Math.round((closed / total) * width));
        expect(parts[0]?.x ?? 0).toBe(0);
      }),
    );
  });
});

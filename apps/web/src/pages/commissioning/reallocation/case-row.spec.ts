import type { CaseView } from '#contracts/reallocations';
import { isStuck, stuckByOwner } from './case-row.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');

describe('a stuck case', () => {
  it.each([
    [
      { status: 'unplaced', nextAction: 'broadcast_again', nextActionDueAt: '2026-03-03T09:00:00Z' },
      true,
      'not placed',
    ],
    [
      { status: 'deciding', nextAction: 'decide_award', nextActionDueAt: '2026-03-02T08:59:59.999Z' },
      true,
      'late',
    ],
    [
      { status: 'deciding', nextAction: 'decide_award', nextActionDueAt: '2026-03-02T09:00:00.000Z' },
      false,
      'due now',
    ],
    [
      { status: 'queued', nextAction: 'await_turn', nextActionDueAt: '2026-03-01T09:00:00Z' },
      false,
      'its turn',
    ],
    [{ status: 'moved', nextAction: null, nextActionDueAt: null }, false, 'over'],
  ] as const)('%j: %s: %s', (one, stuck, _why) => {
    expect(isStuck(one, NOW)).toBe(stuck);
  });

  it('is counted by owner, the largest number first, then by name', () => {
    const cases = ["O'Brien <b>", '李', null, '李'].map(
      (name) => ({ nextActionOwnerName: name }) as CaseView,
    );
    expect(stuckByOwner(cases)).toEqual([
      { owner: '李', count: 2 },
      { owner: 'No owner', count: 1 },
      { owner: "O'Brien <b>", count: 1 },
    ]);
  });
});

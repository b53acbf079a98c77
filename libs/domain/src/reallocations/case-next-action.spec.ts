import { CASE_STATUSES } from '#contracts/reallocations';
import { isOver } from './case-lifecycle.js';
import { caseStep, turnDueAt } from './case-next-action.js';

const now = new Date('2026-03-02T09:00:00Z');
const clock = { workingHours: false };

describe('what somebody must do for a case', () => {
  it.each([
    ['queued', 'await_turn'],
    ['released', 'await_turn'],
    ['broadcast', 'await_offers'],
    ['deciding', 'decide_award'],
    ['unplaced', 'broadcast_again'],
    ['awarded', 'await_start'],
  ] as const)('that is %s is %s', (status, action) => {
    const dueAt = new Date('2026-03-02T13:00:00Z');
    expect(caseStep(status, 'owner', { now, clock, dueAt })).toEqual({
      nextAction: action,
      nextActionOwnerId: 'owner',
      nextActionDueAt: dueAt,
    });
  });

  it('is nothing once it is over, and always something before', () => {
    const idle = CASE_STATUSES.filter((status) => caseStep(status, 'o', { now, clock }).nextAction === null);
    expect(idle).toEqual(CASE_STATUSES.filter(isOver));
  });
});

describe('when a case should have had its turn', () => {
  it.each([
    { rank: 1, pace: 10, at: '09:05', why: 'the first goes at once' },
    { rank: 10, pace: 10, at: '09:05', why: 'the last of the first minute' },
    { rank: 11, pace: 10, at: '09:06', why: 'the first of the second' },
    { rank: 121, pace: 2, at: '10:05', why: 'an hour later at two a minute' },
  ])('$why', ({ rank, pace, at }) => {
    expect(turnDueAt(now, rank, pace)).toEqual(new Date(`2026-03-02T${at}:00Z`));
  });
});

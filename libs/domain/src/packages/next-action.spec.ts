import { PACKAGE_STATUSES } from '#contracts/packages';
import { finalStatuses } from '../../testing/lifecycle-tests.js';
import { nextActionFor, nextStep, NO_NEXT_STEP } from './next-action.js';
import { PACKAGE_LIFE } from './package-lifecycle.js';

describe('the next action', () => {
  it.each([
    ['draft', 'broadcast_package'],
    ['broadcast', 'await_offers'],
    ['deciding', 'decide_award'],
    ['unfilled', 'broadcast_again'],
    ['awarded', 'await_start'],
  ] as const)('of a package that is %s is %s', (status, action) => {
    expect(nextActionFor(status)).toBe(action);
  });

  it('is missing only where a package is live or finished', () => {
    const without = PACKAGE_STATUSES.filter((status) => nextActionFor(status) === null);
    expect(without).toEqual(['live', ...finalStatuses(PACKAGE_LIFE)]);
  });
});

const FRIDAY_AFTERNOON = new Date('2026-03-06T17:00:00Z');
const closesAt = new Date('2026-03-09T12:00:00Z');

describe('the next step of a package', () => {
  it.each([
    {
      status: 'draft',
      workingHours: false,
      dueAt: undefined,
      due: '2026-03-06T21:00:00.000Z',
      why: 'four hours to broadcast it',
    },
    {
      status: 'draft',
      workingHours: true,
      dueAt: undefined,
      due: '2026-03-09T11:00:00.000Z',
      why: 'four working hours',
    },
    {
      status: 'broadcast',
      workingHours: true,
      dueAt: closesAt,
      due: closesAt.toISOString(),
      why: 'the closing',
    },
    {
      status: 'deciding',
      workingHours: true,
      dueAt: undefined,
      due: '2026-03-09T09:00:00.000Z',
      why: 'two working hours',
    },
    {
      status: 'unfilled',
      workingHours: true,
      dueAt: undefined,
      due: '2026-03-06T18:00:00.000Z',
      why: 'one working hour',
    },
    { status: 'awarded', workingHours: true, dueAt: closesAt, due: closesAt.toISOString(), why: 'the start' },
  ] as const)('$status: $why', ({ status, workingHours, dueAt, due }) => {
    const step = nextStep(status, 'officer', { now: FRIDAY_AFTERNOON, clock: { workingHours }, dueAt });
    expect(step.nextActionDueAt?.toISOString()).toBe(due);
    expect(step.nextActionOwnerId).toBe('officer');
  });

  it('is all there or not at all, for every status (docs/rules.md §5)', () => {
    for (const status of PACKAGE_STATUSES) {
      const step = nextStep(status, 'officer', { now: FRIDAY_AFTERNOON, clock: { workingHours: false } });
      const isOver = ['live', 'ended', 'withdrawn'].includes(status);
      if (isOver) expect(step).toEqual(NO_NEXT_STEP);
      else expect(Object.values(step)).not.toContain(null);
    }
  });
});

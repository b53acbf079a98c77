import type { NextAction, PackageStatus } from '#contracts/packages';
import type { ClockProfile } from '#contracts/lots';
import { deadlineAfter } from '../time/working-time.js';

const NEXT_ACTION: Readonly<Record<PackageStatus, NextAction | null>> = {
  draft: 'broadcast_package',
  broadcast: 'await_offers',
  deciding: 'decide_award',
  unfilled: 'broadcast_again',
  awarded: 'await_start',
  live: null,
  ended: null,
  withdrawn: null,
};

/**
 * Returns the next action for a status. A package that is neither live nor finished always has a next action
 * (docs/rules.md §5). An overdue start changes `await_start` into `chase_start` without a change of status.
 */
export function nextActionFor(status: PackageStatus): NextAction | null {
  return NEXT_ACTION[status];
}

/**
 * The next action on a package, its owner and its due time (docs/rules.md §5). Empty once the package is live or
 * finished.
 */
export interface NextStep {
  readonly nextAction: NextAction | null;
  readonly nextActionOwnerId: string | null;
  readonly nextActionDueAt: Date | null;
}

export const NO_NEXT_STEP: NextStep = { nextAction: null, nextActionOwnerId: null, nextActionDueAt: null };

/** The minutes that the authority's staff have for an action, on the clock of the package's urgency. */
const STAFF_MINUTES: Readonly<Partial<Record<PackageStatus, number>>> = {
  draft: 240,
  deciding: 120,
  unfilled: 60,
};

/**
 * Calculates the next action after a package reaches a status. An action that waits for others is due at `dueAt`: the
 * closing of a broadcast, or the confirmation of a start. An action of the staff is due a fixed time from now.
 */
export function nextStep(
  status: PackageStatus,
  ownerId: string,
  due: {
    readonly now: Date;
    readonly clock: Pick<ClockProfile, 'workingHours'>;
    readonly dueAt?: Date | undefined;
  },
): NextStep {
  const nextAction = nextActionFor(status);
  if (nextAction === null) return NO_NEXT_STEP;
  const deskMinutes = STAFF_MINUTES[status] ?? 0;
  return {
    nextAction,
    nextActionOwnerId: ownerId,
    nextActionDueAt: due.dueAt ?? deadlineAfter(due.now, deskMinutes, due.clock.workingHours),
  };
}

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
 * Returns the next action for a package's status. Only a live or finished package has none (docs/rules.md
 * §5).
 *
 * When a start becomes overdue, the next action `await_start` becomes `chase_start`, although the status does
 * not change.
 */
export function nextActionFor(status: PackageStatus): NextAction | null {
  return NEXT_ACTION[status];
}

/**
 * The next action on a package or case, with its owner and due time (docs/rules.md §5). All fields are null
 * if no action is due.
 */
export interface NextStep {
  readonly nextAction: NextAction | null;
  readonly nextActionOwnerId: string | null;
  readonly nextActionDueAt: Date | null;
}

export const NO_NEXT_STEP: NextStep = { nextAction: null, nextActionOwnerId: null, nextActionDueAt: null };

/**
 * How many minutes an authority's staff have for the next action, for each package status. The clock profile
 * (the authority's time limits) says whether only working time counts.
 */
const STAFF_MINUTES: Readonly<Partial<Record<PackageStatus, number>>> = {
  draft: 240,
  deciding: 120,
  unfilled: 60,
};

/**
 * Calculates the next action after a package has reached a status. An action that waits for a deadline or the
 * start of care is due at `dueAt`. Any other action is due a fixed number of minutes from now.
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

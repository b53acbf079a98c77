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
 * What somebody must do next: a package that is neither live nor finished always has something
 * (docs/rules.md §5). An overdue start turns `await_start` into `chase_start`; no status says that.
 */
export function nextActionFor(status: PackageStatus): NextAction | null {
  return NEXT_ACTION[status];
}

/** Who must do what next for a package, and by when (docs/rules.md §5); nothing once it is live or finished. */
export interface NextStep {
  readonly nextAction: NextAction | null;
  readonly nextActionOwnerId: string | null;
  readonly nextActionDueAt: Date | null;
}

export const NO_NEXT_STEP: NextStep = { nextAction: null, nextActionOwnerId: null, nextActionDueAt: null };

/** Minutes that an authority's own people have for a step; counted as the package's urgency counts. */
const DESK_MINUTES: Readonly<Partial<Record<PackageStatus, number>>> = {
  draft: 240,
  deciding: 120,
  unfilled: 60,
};

/**
 * The step that follows once a package has reached a status. While others must act it is due when
 * their time is up (`dueAt`: the closing of a broadcast, a confirmation of the start); a desk step is
 * due a set time from now.
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
  const deskMinutes = DESK_MINUTES[status] ?? 0;
  return {
    nextAction,
    nextActionOwnerId: ownerId,
    nextActionDueAt: due.dueAt ?? deadlineAfter(due.now, deskMinutes, due.clock.workingHours),
  };
}

import type { NextAction, PackageStatus } from '#contracts/packages';

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

import type { ClockProfile } from '#contracts/lots';
import type { PackageStatus } from '#contracts/packages';
import type { CaseStatus } from '#contracts/reallocations';
import { type NextStep, nextStep, NO_NEXT_STEP } from '../packages/next-action.js';
import { isOver } from './case-lifecycle.js';

/**
 * Maps the status of a case that seeks a replacement to a package status. The case has the same next action
 * as a package with that status.
 */
const LIKE: Readonly<Partial<Record<CaseStatus, PackageStatus>>> = {
  broadcast: 'broadcast',
  deciding: 'deciding',
  unplaced: 'unfilled',
  awarded: 'awarded',
};

/**
 * Calculates the next action of a case with its owner and due time (docs/rules.md §5). A closed case has no
 * next action.
 */
export function caseStep(
  status: CaseStatus,
  ownerId: string,
  due: {
    readonly now: Date;
    readonly clock: Pick<ClockProfile, 'workingHours'>;
    readonly dueAt?: Date | undefined;
  },
): NextStep {
  if (isOver(status)) return NO_NEXT_STEP;
  const like = LIKE[status];
  if (like) return nextStep(like, ownerId, due);
  return {
    nextAction: 'await_turn',
    nextActionOwnerId: ownerId,
    nextActionDueAt: due.dueAt ?? due.now,
  };
}

const MINUTE_MS = 60_000;
const GRACE_MINUTES = 5;

/** Returns the earliest time of the next release of cases: one minute after the last release. */
export function nextReleaseAfter(releasedAt: Date): Date {
  return new Date(releasedAt.getTime() + MINUTE_MS);
}

/**
 * Returns when a queued case should be released, if `rank` is its place in the queue. This is the time that
 * the cases before it take at the given pace, plus five minutes.
 */
export function turnDueAt(startedAt: Date, rank: number, pacePerMinute: number): Date {
  const minutes = Math.floor((rank - 1) / pacePerMinute) + GRACE_MINUTES;
  return new Date(startedAt.getTime() + minutes * MINUTE_MS);
}

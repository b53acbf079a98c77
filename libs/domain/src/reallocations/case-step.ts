import type { ClockProfile } from '#contracts/lots';
import type { PackageStatus } from '#contracts/packages';
import type { CaseStatus } from '#contracts/reallocations';
import { type NextStep, nextStep, NO_NEXT_STEP } from '../packages/next-step.js';
import { isOver } from './case-life.js';

/** While a replacement is sought, a case asks of people what a package that is sought for asks. */
const LIKE: Readonly<Partial<Record<CaseStatus, PackageStatus>>> = {
  broadcast: 'broadcast',
  deciding: 'deciding',
  unplaced: 'unfilled',
  awarded: 'awarded',
};

/** Who must do what next for a case, and by when (docs/rules.md §5); nothing once it is over. */
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

/** The pace is by the minute: when the next cases go after some have gone. */
export function nextReleaseAfter(releasedAt: Date): Date {
  return new Date(releasedAt.getTime() + MINUTE_MS);
}

/** When a case should have had its turn by: as many minutes as the pace needs for those before it, and five more. */
export function turnDueAt(startedAt: Date, rank: number, pacePerMinute: number): Date {
  const minutes = Math.floor((rank - 1) / pacePerMinute) + GRACE_MINUTES;
  return new Date(startedAt.getTime() + minutes * MINUTE_MS);
}

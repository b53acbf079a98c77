import type { NextAction, Urgency } from './packages.js';

/** Why care is moved away from a branch (docs/rules.md §4.1); a commissioner confirms each. */
export const REALLOCATION_CAUSES = ['suspension', 'hand_back', 'closure'] as const;
export type ReallocationCause = (typeof REALLOCATION_CAUSES)[number];

/** `stopping`: what has not found a new branch is being kept, and then it is finished. */
export const REALLOCATION_STATUSES = [
  'proposed',
  'dismissed',
  'running',
  'paused',
  'stopping',
  'finished',
] as const;
export type ReallocationStatus = (typeof REALLOCATION_STATUSES)[number];

/** `released`: its turn has come and its replacement is about to be broadcast. */
export const CASE_STATUSES = [
  'queued',
  'released',
  'broadcast',
  'deciding',
  'unplaced',
  'awarded',
  'moved',
  'kept',
  'ended',
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** Who decides a replacement broadcast: an officer, or the ranking itself for the best offer that may be awarded. */
export const AWARDINGS = ['officer', 'top_offer'] as const;
export type Awarding = (typeof AWARDINGS)[number];

/** How fast care is moved, and how much of it any one branch is given. */
export interface ReallocationSettings {
  /** Whose clock the replacement broadcasts run by. */
  readonly urgency: Urgency;
  /** Cases released a minute. */
  readonly pacePerMinute: number;
  /** The most people that one branch may be awarded out of this reallocation within seven days; null for no cap. */
  readonly intakeCap: number | null;
  readonly awarding: Awarding;
}

export interface StartReallocation extends ReallocationSettings {
  readonly reason: string;
  readonly version: number;
}

export interface ReallocationView extends ReallocationSettings {
  readonly id: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly cause: ReallocationCause;
  readonly restrictionId: string | null;
  readonly handBackId: string | null;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  readonly status: ReallocationStatus;
  /** Why it was started or dismissed, in the commissioner's words. */
  readonly reason: string | null;
  readonly ownerId: string;
  readonly ownerName: string;
  /** While proposed: when the commissioner should have decided. */
  readonly decideBy: string;
  readonly proposedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** The last day of a hand-back's notice. */
  readonly leavesOn: string | null;
  /** When the next cases are released; null when none wait or it does not run. */
  readonly nextReleaseAt: string | null;
  readonly cases: Readonly<Record<CaseStatus, number>>;
  readonly weeklyMinutes: number;
  /** Care under the branch's contract that others deliver, and so is not touched. */
  readonly untouched: number;
  readonly version: number;
}

/** What makes a case urgent, the weightiest first. */
export interface CaseRisk {
  readonly timeCritical: boolean;
  readonly doubleUp: boolean;
  readonly livesAlone: boolean;
  readonly weeklyMinutes: number;
}

export const KEEP_CAUSES = [
  'decided',
  'reallocation_stopped',
  'restriction_ended',
  'registered_again',
] as const;
export type KeepCause = (typeof KEEP_CAUSES)[number];

export interface CaseView extends CaseRisk {
  readonly id: string;
  readonly reallocationId: string;
  /** Its place in the queue, 1 for the most urgent. */
  readonly rank: number;
  readonly placementId: string;
  readonly packageId: string;
  readonly packageReference: string;
  readonly personId: string;
  readonly lotId: string;
  readonly status: CaseStatus;
  readonly broadcastId: string | null;
  readonly awardId: string | null;
  /** The branch that delivers, or is to deliver, instead. */
  readonly newBranchId: string | null;
  readonly newBranchName: string | null;
  readonly newPlacementId: string | null;
  readonly keepCause: KeepCause | null;
  readonly reason: string | null;
  readonly nextAction: NextAction | null;
  readonly nextActionOwnerId: string | null;
  readonly nextActionOwnerName: string | null;
  readonly nextActionDueAt: string | null;
  readonly changedAt: string;
}

/** Care under the branch's contract that stays where it is, and why. */
export interface UntouchedCareView {
  readonly placementId: string;
  readonly personId: string;
  readonly lotId: string;
  readonly deliveringBranchId: string;
  readonly weeklyMinutes: number;
  readonly reason: 'delivered_by_another_branch';
}

/** A provider gives up what a branch of its own does for an authority: in all lots, or in those it names. */
export interface NewHandBack {
  readonly branchId: string;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  /** The contract's own notice when absent. */
  readonly noticeDays?: number | null;
  readonly reason: string;
}

export interface HandBackView {
  readonly id: string;
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotIds: readonly string[];
  readonly noticeDays: number;
  /** What the contracts ask for; a shorter notice is recorded and said. */
  readonly contractNoticeDays: number;
  /** The last day on which the branch delivers. */
  readonly leavesOn: string;
  readonly reason: string;
  readonly restrictionId: string;
  readonly reallocationId: string | null;
  readonly recordedAt: string;
}

import type { NextAction, Urgency } from './packages.js';

/** Why care is transferred away from a branch (docs/rules.md §4.1). A commissioner confirms each reallocation. */
export const REALLOCATION_CAUSES = ['suspension', 'hand_back', 'closure'] as const;
export type ReallocationCause = (typeof REALLOCATION_CAUSES)[number];

/**
 * The statuses of a reallocation. `stopping`: cases without a new branch are being kept; then the
 * reallocation is finished.
 */
export const REALLOCATION_STATUSES = [
  'proposed',
  'dismissed',
  'running',
  'paused',
  'stopping',
  'finished',
] as const;
export type ReallocationStatus = (typeof REALLOCATION_STATUSES)[number];

/** The statuses of a case. `released`: the replacement is about to be broadcast. */
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

/** Who awards a replacement broadcast: an officer, or the system to the best offer that may be awarded. */
export const AWARDINGS = ['officer', 'top_offer'] as const;
export type Awarding = (typeof AWARDINGS)[number];

/** The pace of a reallocation, and how much one branch may take. */
export interface ReallocationSettings {
  /** The urgency whose clock the replacement broadcasts use. */
  readonly urgency: Urgency;
  /** The number of cases that are released each minute. */
  readonly pacePerMinute: number;
  /**
   * The most people that one branch may be awarded from this reallocation within seven days. Null for no
   * limit.
   */
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
  /** The lots of the care that is transferred. Empty for all lots. */
  readonly lotIds: readonly string[];
  readonly status: ReallocationStatus;
  /** The commissioner's reason for starting or dismissing the reallocation. */
  readonly reason: string | null;
  readonly ownerId: string;
  readonly ownerName: string;
  /** The time by which a commissioner should decide on a proposal. */
  readonly decideBy: string;
  readonly proposedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** The last day of the notice of a hand-back. Null for other causes. */
  readonly leavesOn: string | null;
  /** The time of the next release of cases. Null if no case is queued or the reallocation does not run. */
  readonly nextReleaseAt: string | null;
  readonly cases: Readonly<Record<CaseStatus, number>>;
  readonly weeklyMinutes: number;
  /** The number of placements under the branch's contract that other branches deliver. They stay. */
  readonly untouched: number;
  readonly version: number;
}

/** The risks that decide the order of cases, most important first. */
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
  /** The case's place in the queue. 1 is the most urgent. */
  readonly rank: number;
  readonly placementId: string;
  readonly packageId: string;
  readonly packageReference: string;
  readonly personId: string;
  readonly lotId: string;
  readonly status: CaseStatus;
  readonly broadcastId: string | null;
  readonly awardId: string | null;
  /** The branch that delivers, or will deliver, instead of the branch that is left. */
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

/** The request to hand back a branch's work for an authority, in all lots or in those named. */
export interface NewHandBack {
  readonly branchId: string;
  /** The lots to hand back. Empty for all lots. */
  readonly lotIds: readonly string[];
  /** The notice in days. If absent, the notice of the contract. */
  readonly noticeDays?: number | null;
  readonly reason: string;
}

export interface HandBackView {
  readonly id: string;
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotIds: readonly string[];
  readonly noticeDays: number;
  /** The notice of the contracts. A shorter notice is recorded and shown. */
  readonly contractNoticeDays: number;
  /** The last day on which the branch delivers. */
  readonly leavesOn: string;
  readonly reason: string;
  readonly restrictionId: string;
  readonly reallocationId: string | null;
  readonly recordedAt: string;
}

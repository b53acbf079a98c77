import type { NextAction, Urgency } from './packages.js';

/**
 * Why a reallocation transfers care away from a branch (docs/rules.md §4.1). A commissioner confirms each
 * reallocation.
 */
export const REALLOCATION_CAUSES = ['suspension', 'hand_back', 'closure'] as const;
export type ReallocationCause = (typeof REALLOCATION_CAUSES)[number];

/**
 * The statuses of a reallocation. `stopping`: the cases that have no new branch yet are being ended, and
 * their care stays with its branch. The status then becomes `finished`.
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

/**
 * The statuses of a case of a reallocation. `released`: the replacement broadcast is about to be published.
 */
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

/**
 * Who awards the packages of a reallocation. `officer`: an officer decides. `top_offer`: the system awards
 * the best offer that may be awarded.
 */
export const AWARDINGS = ['officer', 'top_offer'] as const;
export type Awarding = (typeof AWARDINGS)[number];

/** The settings of a reallocation, which a commissioner chooses. */
export interface ReallocationSettings {
  /** The urgency of the replacement broadcasts, which decides their deadlines. */
  readonly urgency: Urgency;
  /** The number of cases of the reallocation that are released each minute. */
  readonly pacePerMinute: number;
  /**
   * The largest number of people from this reallocation whom one branch may be awarded within seven days.
   * Null for no limit.
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
  /** The lots from which the reallocation transfers care. Empty for all lots. */
  readonly lotIds: readonly string[];
  readonly status: ReallocationStatus;
  /** The commissioner's reason for starting or dismissing the reallocation. */
  readonly reason: string | null;
  readonly ownerId: string;
  readonly ownerName: string;
  /** The time by which a commissioner should start or dismiss the proposed reallocation. */
  readonly decideBy: string;
  readonly proposedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** The last day of the notice period, if the cause is a hand-back. Null for other causes. */
  readonly leavesOn: string | null;
  /**
   * The time at which the next cases are released. Null if no case is queued or the reallocation is not
   * running.
   */
  readonly nextReleaseAt: string | null;
  readonly cases: Readonly<Record<CaseStatus, number>>;
  readonly weeklyMinutes: number;
  /**
   * The number of placements that other branches deliver under a contract of the branch that is being left.
   * These placements stay.
   */
  readonly untouched: number;
  /**
   * The users of the authority who may not start the proposed reallocation, because they recorded the notice of
   * CQC or the lost registration. Empty once it is decided.
   */
  readonly mayNotStart: readonly string[];
  readonly version: number;
}

/** The transfers of a reallocation in one lot, for a map and a table by lot. */
export interface LotTransfers {
  readonly lotId: string;
  readonly closed: number;
  readonly open: number;
  /** The open transfers that are unplaced or overdue. */
  readonly stuck: number;
  /** The weekly minutes of the open transfers. */
  readonly openMinutes: number;
}

/** The risks of a case. Cases with a risk that comes earlier in this list are released first. */
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
  /** The case's place in the queue of its reallocation. The case with rank 1 is released first. */
  readonly rank: number;
  readonly placementId: string;
  readonly packageId: string;
  readonly packageReference: string;
  readonly personId: string;
  readonly lotId: string;
  readonly status: CaseStatus;
  readonly broadcastId: string | null;
  readonly awardId: string | null;
  /** The branch that delivers, or will deliver, the care from now on. Null until an award. */
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

/**
 * Care under a contract of the branch that is being left, which another branch delivers. A reallocation does
 * not transfer this care.
 */
export interface UntouchedCareView {
  readonly placementId: string;
  readonly personId: string;
  readonly lotId: string;
  readonly deliveringBranchId: string;
  readonly weeklyMinutes: number;
  readonly reason: 'delivered_by_another_branch';
}

/** The request to hand back a branch's work for an authority, in all lots or in some. */
export interface NewHandBack {
  readonly branchId: string;
  /** The lots that the branch hands back. Empty for all lots. */
  readonly lotIds: readonly string[];
  /** The notice period of the hand-back in days. If absent, the notice period of the branch's contracts. */
  readonly noticeDays?: number | null;
  readonly reason: string;
}

export interface HandBackView {
  readonly id: string;
  readonly authorityId: string;
  readonly branchId: string;
  readonly lotIds: readonly string[];
  readonly noticeDays: number;
  /**
   * The notice period in days that the branch's contracts require. A hand-back with a shorter notice period
   * is still accepted.
   */
  readonly contractNoticeDays: number;
  /** The last day on which the branch delivers care in the lots that it hands back. */
  readonly leavesOn: string;
  readonly reason: string;
  readonly restrictionId: string;
  readonly reallocationId: string | null;
  readonly recordedAt: string;
}

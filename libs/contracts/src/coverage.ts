import type { PackageStatus, Urgency } from './packages.js';
import type { BranchView, ContractView } from './providers.js';
import type { Rating } from './ranking.js';
import type { ConditionKind } from './restrictions.js';
import type { ConcernKind } from './placements.js';
import type { Band } from './visits.js';

/** The days that count as recent for concerns, awards and the time that placing care takes. */
export const RECENT_DAYS = 90;

/** A branch's place in a lot. The tier is null if the branch only delivers for another branch. */
export interface BranchLot {
  readonly lotId: string;
  readonly code: string;
  readonly tier: number | null;
}

/** A branch that works for an authority today, under a contract, under a subcontract or with live care. */
export interface BranchStanding {
  readonly id: string;
  readonly name: string;
  readonly providerId: string;
  readonly providerName: string;
  /** CQC's overall rating. Null for a branch without a rating. */
  readonly rating: Rating | null;
  /** True if the branch is registered for personal care and not dormant. */
  readonly isRegistered: boolean;
  readonly lots: readonly BranchLot[];
  /** The number of people that the branch delivers care to, under its own or another branch's contract. */
  readonly people: number;
  readonly weeklyMinutes: number;
  readonly spareMinutes: number;
  /** The kinds of condition in force. */
  readonly conditions: readonly ConditionKind[];
  /** The number of concerns within `RECENT_DAYS`. */
  readonly concerns: number;
}

/** A lot in which a branch is or was contracted, delivers, or has declared capacity. */
export interface BranchInLot {
  readonly lotId: string;
  readonly code: string;
  readonly name: string;
  /** The latest contract. Its dates show whether it is live. */
  readonly contract: ContractView | null;
  readonly spareMinutes: number | null;
  readonly bands: readonly Band[];
  readonly doubleUps: boolean;
  readonly declaredAt: string | null;
  readonly people: number;
  readonly weeklyMinutes: number;
}

export interface SubcontractOfBranch {
  readonly id: string;
  readonly lotName: string;
  readonly otherBranchId: string;
  readonly otherBranchName: string;
  /**
   * True if this branch delivers for the other branch. False if the other branch delivers for this branch.
   */
  readonly delivers: boolean;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface ConcernsInMonth {
  /** The month as YYYY-MM, in London time. */
  readonly month: string;
  readonly kind: ConcernKind;
  readonly count: number;
}

/** A branch as an authority sees it: register entry, lots, subcontracts and concerns. */
export interface BranchFileView {
  readonly branch: BranchView;
  readonly lots: readonly BranchInLot[];
  readonly subcontracts: readonly SubcontractOfBranch[];
  /** The concerns of the last twelve months, earliest month first. A month without concerns is left out. */
  readonly concerns: readonly ConcernsInMonth[];
  /** The provider's other branches. */
  readonly siblings: readonly {
    readonly id: string;
    readonly name: string;
    readonly rating: Rating | null;
  }[];
}

/** A branch with a live contract in a lot today. */
export interface CoveringBranch {
  readonly branchId: string;
  readonly name: string;
  readonly tier: number;
  readonly rankInTier: number;
  /** The branch's spare weekly minutes in the lot. Null if the branch has declared no capacity. */
  readonly spareMinutes: number | null;
  readonly declaredAt: string | null;
  /** The kinds of condition in force in this lot. */
  readonly conditions: readonly ConditionKind[];
}

/** How well a lot is covered: its branches, their spare capacity, and how long it takes to place care. */
export interface LotCoverage {
  readonly lotId: string;
  readonly code: string;
  readonly name: string;
  readonly tierOne: readonly CoveringBranch[];
  /** The number of branches with a live contract today, of any tier. */
  readonly contracted: number;
  /** The spare weekly minutes of every branch with a declaration, subcontractors included. */
  readonly spareMinutes: number;
  readonly people: number;
  readonly weeklyMinutes: number;
  /** The number of unfilled packages, which wait for an officer. */
  readonly unfilled: number;
  /** The number of packages that are out to broadcast or wait for their award. */
  readonly asking: number;
  /** The number of awards within `RECENT_DAYS`, without withdrawn awards. */
  readonly awards: number;
  /** The median of the minutes from the first broadcast of a package to its award. Null without awards. */
  readonly minutesToAward: number | null;
  /**
   * The median of the minutes from the first broadcast of a package to the start of care. Null without
   * starts.
   */
  readonly minutesToStart: number | null;
}

/** The awards of one branch in a lot within `RECENT_DAYS`. */
export interface AwardShare {
  readonly branchId: string;
  readonly name: string;
  readonly awards: number;
  readonly weeklyMinutes: number;
}

/** A package in a lot that no branch delivers yet. */
export interface WaitingPackage {
  readonly id: string;
  readonly reference: string;
  readonly status: PackageStatus;
  readonly urgency: Urgency;
  readonly weeklyMinutes: number;
  /** The time of the first broadcast of the package. */
  readonly askedAt: string;
}

export interface LotCoverageView extends LotCoverage {
  /** The branches with a live contract, of every tier, in the order in which they are invited. */
  readonly branches: readonly CoveringBranch[];
  /** The branches' shares of awards, the largest share first. */
  readonly shares: readonly AwardShare[];
  /** The packages that no branch delivers yet, the longest waiting first. */
  readonly waiting: readonly WaitingPackage[];
}

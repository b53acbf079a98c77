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
  /** The care that the branch delivers, under its own or another branch's contract. */
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
  /** True if the branch itself delivers. */
  readonly delivers: boolean;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface ConcernsInMonth {
  /** YYYY-MM, in London. */
  readonly month: string;
  readonly kind: ConcernKind;
  readonly count: number;
}

/** One branch as its authority sees it. */
export interface BranchFileView {
  readonly branch: BranchView;
  readonly lots: readonly BranchInLot[];
  readonly subcontracts: readonly SubcontractOfBranch[];
  /** The last twelve months, earliest first. A month without concerns is left out. */
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
  /** Null if the branch has declared no capacity. */
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
  /** Unfilled packages that wait for an officer. */
  readonly unfilled: number;
  /** Packages that are out to broadcast or wait for their award. */
  readonly asking: number;
  /** Awards within `RECENT_DAYS` that were not withdrawn. */
  readonly awards: number;
  /** Median minutes from the first broadcast of a package to its award. Null without awards. */
  readonly minutesToAward: number | null;
  /** Median minutes from the first broadcast of a package to the start of care. Null without starts. */
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
  /** When the package was first broadcast. */
  readonly askedAt: string;
}

export interface LotCoverageView extends LotCoverage {
  /** Branches of every tier, in the order in which they are invited. */
  readonly branches: readonly CoveringBranch[];
  /** Branches with most awards first. */
  readonly shares: readonly AwardShare[];
  /** Packages that wait longest first. */
  readonly waiting: readonly WaitingPackage[];
}

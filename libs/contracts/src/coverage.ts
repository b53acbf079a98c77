import type { PackageStatus, Urgency } from './packages.js';
import type { BranchView, ContractView } from './providers.js';
import type { Rating } from './ranking.js';
import type { ConditionKind } from './restrictions.js';
import type { ConcernKind } from './placements.js';
import type { Band } from './visits.js';

/** What is recent enough to count: concerns, awards, the time that placing takes. */
export const RECENT_DAYS = 90;

/** What a branch is in a lot; tier is null where it only delivers for another. */
export interface BranchLot {
  readonly lotId: string;
  readonly code: string;
  readonly tier: number | null;
}

/** How a branch stands that works for an authority today: contracted, delivering for one that is, or delivering care. */
export interface BranchStanding {
  readonly id: string;
  readonly name: string;
  readonly providerId: string;
  readonly providerName: string;
  /** CQC's overall rating; null for a branch that was never rated. */
  readonly rating: Rating | null;
  /** Registered for personal care, and not dormant. */
  readonly isRegistered: boolean;
  readonly lots: readonly BranchLot[];
  /** What it delivers, whoever holds the contract. */
  readonly people: number;
  readonly weeklyMinutes: number;
  readonly spareMinutes: number;
  /** Conditions in force, each kind once. */
  readonly conditions: readonly ConditionKind[];
  /** Within `RECENT_DAYS`. */
  readonly concerns: number;
}

/** A lot in which a branch is or was contracted, delivers, or has declared what it can spare. */
export interface BranchInLot {
  readonly lotId: string;
  readonly code: string;
  readonly name: string;
  /** The latest; its dates say whether it is live. */
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
  /** Whether it is the branch itself that delivers. */
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

/** One branch as its authority knows it. */
export interface BranchFileView {
  readonly branch: BranchView;
  readonly lots: readonly BranchInLot[];
  readonly subcontracts: readonly SubcontractOfBranch[];
  /** Of the last twelve months, the earliest first; a month without any is left out. */
  readonly concerns: readonly ConcernsInMonth[];
  /** The provider's other branches. */
  readonly siblings: readonly {
    readonly id: string;
    readonly name: string;
    readonly rating: Rating | null;
  }[];
}

/** A branch contracted in a lot today. */
export interface CoveringBranch {
  readonly branchId: string;
  readonly name: string;
  readonly tier: number;
  readonly rankInTier: number;
  /** Null where it has declared nothing. */
  readonly spareMinutes: number | null;
  readonly declaredAt: string | null;
  /** In force in this lot, each kind once. */
  readonly conditions: readonly ConditionKind[];
}

/** How well a lot is covered: who may be asked, what they have to spare, and how long it takes to place somebody. */
export interface LotCoverage {
  readonly lotId: string;
  readonly code: string;
  readonly name: string;
  readonly tierOne: readonly CoveringBranch[];
  /** Branches contracted today, of any tier. */
  readonly contracted: number;
  /** Of every branch that has declared some, subcontractors included; weekly minutes. */
  readonly spareMinutes: number;
  readonly people: number;
  readonly weeklyMinutes: number;
  /** Packages that nobody took and that wait for somebody. */
  readonly unfilled: number;
  /** Packages that are being asked for, or are to be awarded. */
  readonly asking: number;
  /** Awards within `RECENT_DAYS` that were not withdrawn. */
  readonly awards: number;
  /** Median minutes from the first broadcast of a package to that award; null without any. */
  readonly minutesToAward: number | null;
  /** The same to the start of care, of those that have started. */
  readonly minutesToStart: number | null;
}

/** What one branch was awarded in a lot within `RECENT_DAYS`. */
export interface AwardShare {
  readonly branchId: string;
  readonly name: string;
  readonly awards: number;
  readonly weeklyMinutes: number;
}

/** A package in a lot that nobody delivers yet. */
export interface WaitingPackage {
  readonly id: string;
  readonly reference: string;
  readonly status: PackageStatus;
  readonly urgency: Urgency;
  readonly weeklyMinutes: number;
  /** When it was first asked for. */
  readonly askedAt: string;
}

export interface LotCoverageView extends LotCoverage {
  /** Of every tier, in the order in which they are asked. */
  readonly branches: readonly CoveringBranch[];
  /** The most awards first. */
  readonly shares: readonly AwardShare[];
  /** The longest waiting first. */
  readonly waiting: readonly WaitingPackage[];
}

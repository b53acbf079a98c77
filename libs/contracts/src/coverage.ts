import type { CapabilityStatementView } from './capabilities.js';
import type { Capability } from './needs.js';
import type { PackageStatus, Urgency } from './packages.js';
import type { BranchView, ContractView } from './providers.js';
import type { Rating } from './ranking.js';
import type { ConditionKind } from './restrictions.js';
import type { ConcernKind } from './placements.js';
import type { Band } from './visits.js';

/**
 * The number of days that count as recent in figures about a lot or a branch: concerns, awards, and the time
 * until care starts.
 */
export const RECENT_DAYS = 90;

/**
 * A lot in which a branch works. `tier` is null if the branch only delivers under another branch's contract.
 */
export interface BranchLot {
  readonly lotId: string;
  readonly code: string;
  readonly tier: number | null;
}

/** A branch that works for an authority today: it has a contract, a subcontract or live care. */
export interface BranchStanding {
  readonly id: string;
  readonly name: string;
  readonly providerId: string;
  readonly providerName: string;
  /** CQC's overall rating. Null for a branch without a rating. */
  readonly rating: Rating | null;
  /** True if the branch is registered for personal care and is not dormant. */
  readonly isRegistered: boolean;
  readonly lots: readonly BranchLot[];
  /** The number of people to whom the branch delivers care, also under another branch's contract. */
  readonly people: number;
  readonly weeklyMinutes: number;
  readonly spareMinutes: number;
  /** The kinds of restriction condition in force for the branch. */
  readonly conditions: readonly ConditionKind[];
  /** The number of concerns about the branch in the last `RECENT_DAYS` days. */
  readonly concerns: number;
}

/** A lot in which a branch has or had a contract, delivers care, or has declared capacity. */
export interface BranchInLot {
  readonly lotId: string;
  readonly code: string;
  readonly name: string;
  /** The branch's latest contract for the lot. It may have ended, or not have begun yet. */
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
   * True if the branch that was read delivers under the contract of `otherBranchId`. False if `otherBranchId`
   * delivers under the contract of the branch that was read.
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

/** Facts of a branch on which several councils rely, with their newest recording. */
export interface SharedFactsOfBranch {
  /** How many councils rely on the branch: they have a contract or subcontract that has not ended, or live care. */
  readonly councils: number;
  /** When the manager was recorded. Null if it is not known. */
  readonly managerRecordedAt: string | null;
  /** The name of the user, in the own authority only. */
  readonly managerRecordedBy: string | null;
  readonly confirmedCapabilities: readonly Capability[];
  /** The newest statement about capabilities. Null if there is none. */
  readonly lastStatement: CapabilityStatementView | null;
}

/** What an authority sees of a branch: its entry in the register, lots, subcontracts and concerns. */
export interface BranchFileView {
  readonly branch: BranchView;
  readonly shared: SharedFactsOfBranch;
  readonly lots: readonly BranchInLot[];
  readonly subcontracts: readonly SubcontractOfBranch[];
  /**
   * The concerns about the branch in the last twelve months, the earliest month first. A month without
   * concerns is left out.
   */
  readonly concerns: readonly ConcernsInMonth[];
  /** The other branches of the branch's provider. */
  readonly siblings: readonly {
    readonly id: string;
    readonly name: string;
    readonly rating: Rating | null;
  }[];
}

/** A branch with a live contract for a lot today. */
export interface CoveringBranch {
  readonly branchId: string;
  readonly name: string;
  readonly tier: number;
  readonly rankInTier: number;
  /** The branch's spare weekly minutes in the lot. Null if the branch has declared no capacity in the lot. */
  readonly spareMinutes: number | null;
  readonly declaredAt: string | null;
  /** The kinds of restriction condition in force for the branch in this lot. */
  readonly conditions: readonly ConditionKind[];
}

/**
 * The figures that show whether enough branches work in a lot: branches, spare capacity, and the time until
 * care is awarded and starts.
 */
export interface LotCoverage {
  readonly lotId: string;
  readonly code: string;
  readonly name: string;
  readonly tierOne: readonly CoveringBranch[];
  /** The number of branches that have a live contract for the lot today, in any tier. */
  readonly contracted: number;
  /** The sum of the spare weekly minutes that branches have declared in the lot, subcontractors included. */
  readonly spareMinutes: number;
  readonly people: number;
  readonly weeklyMinutes: number;
  /**
   * The number of packages in the lot whose last broadcast ended without an award, so that an officer must
   * act.
   */
  readonly unfilled: number;
  /** The number of packages in the lot whose broadcast is open or whose award is not decided yet. */
  readonly asking: number;
  /** The number of awards in the lot in the last `RECENT_DAYS` days, without withdrawn awards. */
  readonly awards: number;
  /**
   * The median time in minutes from a package's first broadcast to its award. Null if there were no awards.
   */
  readonly minutesToAward: number | null;
  /**
   * The median time in minutes from a package's first broadcast to the start of its care. Null if no care
   * started.
   */
  readonly minutesToStart: number | null;
}

/** The awards that one branch got in a lot in the last `RECENT_DAYS` days. */
export interface AwardShare {
  readonly branchId: string;
  readonly name: string;
  readonly awards: number;
  readonly weeklyMinutes: number;
}

/** A package in a lot for which no branch delivers care yet. */
export interface WaitingPackage {
  readonly id: string;
  readonly reference: string;
  readonly status: PackageStatus;
  readonly urgency: Urgency;
  readonly weeklyMinutes: number;
  /** The time of the package's first broadcast. */
  readonly askedAt: string;
}

export interface LotCoverageView extends LotCoverage {
  /** The branches with a live contract for the lot, in the order in which they are invited. */
  readonly branches: readonly CoveringBranch[];
  /** The awards in the lot that each branch got, the branch with the most awards first. */
  readonly shares: readonly AwardShare[];
  /**
   * The packages in the lot that no branch delivers yet. Unfilled packages come first, then the longest
   * waiting.
   */
  readonly waiting: readonly WaitingPackage[];
}

import type { Urgency } from './packages.js';
import type { Condition, RestrictionSource } from './restrictions.js';
import type { Band } from './visits.js';

/** The urgency of the replacement broadcasts. If absent, the urgency of each package. */
interface ReplacementClock {
  readonly urgency?: Urgency | null;
}

/** A restriction that a commissioner considers. */
export interface ProposedRestriction extends ReplacementClock {
  readonly branchId: string;
  readonly source: RestrictionSource;
  readonly from: string;
  readonly to?: string | null;
  /** The lots that the restriction would name. Empty for all lots. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A hand-back that a commissioner considers. */
export interface ProposedHandBack extends ReplacementClock {
  readonly branchId: string;
  /** The lots that would be given up. Empty for all lots. */
  readonly lotIds: readonly string[];
  /** The days until the branch leaves. If absent, the notice of its contracts. */
  readonly noticeDays?: number | null;
}

/** The closure of a branch, or the loss of its registration. */
export interface ProposedClosure extends ReplacementClock {
  readonly branchId: string;
}

/** Counts of care. Visits are counted for one week. */
export interface CareCount {
  readonly people: number;
  readonly placements: number;
  readonly weeklyMinutes: number;
  readonly timeCriticalVisits: number;
  readonly doubleUpVisits: number;
  readonly livingAlone: number;
}

export interface CareInLot {
  readonly lotId: string;
  readonly people: number;
  readonly placements: number;
  readonly weeklyMinutes: number;
}

export interface UntouchedByBranch {
  readonly deliveringBranchId: string;
  readonly name: string;
  readonly people: number;
  readonly weeklyMinutes: number;
}

/** The spare weekly minutes of other branches in a lot, against the minutes that would be transferred there. */
export interface LotCapacity {
  readonly lotId: string;
  readonly needMinutes: number;
  readonly spareMinutes: number;
  /**
   * The spare minutes of other branches in each band, against the minutes to be transferred. A branch's spare
   * minutes count in every band that the branch serves, although it can use them only once.
   */
  readonly bands: readonly {
    readonly band: Band;
    readonly needMinutes: number;
    readonly spareMinutes: number;
  }[];
}

/** What a restriction, a hand-back or a closure would do at one instant. */
export interface PreviewView {
  readonly branchId: string;
  /** The instant at which the act would take effect. */
  readonly at: string;
  /** The last day of the contracts that would be handed back. Null if no contract would be handed back. */
  readonly leavesOn: string | null;
  /** True if the care would be transferred. Otherwise the care counted here stays. */
  readonly moves: boolean;
  /** The branch's care in the lots concerned, without care that is being transferred already. */
  readonly care: CareCount;
  /**
   * The care in these lots that a running reallocation already transfers. No other number includes this care.
   */
  readonly alreadyMoving: Omit<CareInLot, 'lotId'>;
  readonly invitationsRevoked: number;
  /**
   * The offers that would lapse, of broadcasts that have closed or were never sealed. Sealed offers would lapse too
   * but are not counted: the difference between two previews would show which branch had offered.
   */
  readonly offersLapsed: number;
  /** The number of awards whose start would be forbidden. */
  readonly awardsBlocked: number;
  /** Lots that would lose their last tier-1 branch that can take a new person. */
  readonly lotsWithoutTierOne: readonly {
    readonly lotId: string;
    readonly code: string;
    readonly name: string;
  }[];
  /** Care under the branch's contract that other branches deliver; it would stay. */
  readonly untouched: {
    readonly people: number;
    readonly weeklyMinutes: number;
    readonly byBranch: readonly UntouchedByBranch[];
  };
  readonly capacity: readonly LotCapacity[];
  /** Care for which no branch would be eligible if its replacement were broadcast at that instant. */
  readonly unplaceable: Omit<CareInLot, 'lotId'> & { readonly byLot: readonly CareInLot[] };
}

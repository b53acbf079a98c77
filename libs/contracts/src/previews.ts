import type { Urgency } from './packages.js';
import type { Condition, RestrictionSource } from './restrictions.js';
import type { Band } from './visits.js';

/** The urgency of the replacement broadcasts. Each package's own if absent. */
interface ReplacementClock {
  readonly urgency?: Urgency | null;
}

/** A restriction that a commissioner considers. */
export interface ProposedRestriction extends ReplacementClock {
  readonly branchId: string;
  readonly source: RestrictionSource;
  readonly from: string;
  readonly to?: string | null;
  /** All lots if empty. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A hand-back that a commissioner considers. */
export interface ProposedHandBack extends ReplacementClock {
  readonly branchId: string;
  /** All lots if empty. */
  readonly lotIds: readonly string[];
  /** Days until the branch leaves. The notice of its contracts if absent. */
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
  /** A branch's spare minutes count in every band that it serves, although it can use them only once. */
  readonly bands: readonly {
    readonly band: Band;
    readonly needMinutes: number;
    readonly spareMinutes: number;
  }[];
}

/** What a restriction, a hand-back or a closure would do at one instant. */
export interface PreviewView {
  readonly branchId: string;
  /** When it would take effect. */
  readonly at: string;
  /** The last day of the contracts that would be handed back. Null if none would. */
  readonly leavesOn: string | null;
  /** True if the care would be transferred. Otherwise the care counted here stays. */
  readonly moves: boolean;
  /** The branch's care in the lots concerned, without care that is being transferred already. */
  readonly care: CareCount;
  /** Care there that a reallocation transfers already. It is in no other number. */
  readonly alreadyMoving: Omit<CareInLot, 'lotId'>;
  readonly invitationsRevoked: number;
  /**
   * The offers that would lapse, of broadcasts that have closed or were never sealed. Sealed offers would lapse too
   * but are not counted: the difference between two previews would show which branch had offered.
   */
  readonly offersLapsed: number;
  /** Awards whose start would be forbidden. */
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

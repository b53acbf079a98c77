import type { Urgency } from './packages.js';
import type { Condition, RestrictionSource } from './restrictions.js';
import type { Band } from './visits.js';

/**
 * The urgency for the replacement broadcasts. The urgency sets their time limits. If absent, each package
 * keeps its urgency.
 */
interface ReplacementClock {
  readonly urgency?: Urgency | null;
}

/** A restriction that a commissioner considers. The preview shows the effects of the restriction. */
export interface ProposedRestriction extends ReplacementClock {
  readonly branchId: string;
  readonly source: RestrictionSource;
  readonly from: string;
  readonly to?: string | null;
  /** The lots in which the restriction would bind. Empty for all lots. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A hand-back that a commissioner considers. The preview shows the effects of the hand-back. */
export interface ProposedHandBack extends ReplacementClock {
  readonly branchId: string;
  /** The lots that the branch would hand back. Empty for all lots. */
  readonly lotIds: readonly string[];
  /**
   * The notice period in days after which the branch would leave. If absent, the notice period of the
   * branch's contracts.
   */
  readonly noticeDays?: number | null;
  /**
   * The last day of care by the branch, for a hand-back that is recorded already. If absent, the day follows from the
   * notice period.
   */
  readonly leavesOn?: string | null;
}

/** A branch closure or a loss of registration. The preview shows the effects of the change. */
export interface ProposedClosure extends ReplacementClock {
  readonly branchId: string;
}

/** Counts of people, placements and visits. Visits are counted for one week. */
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

/** For one lot: the spare weekly minutes of other branches, and the weekly minutes to be transferred. */
export interface LotCapacity {
  readonly lotId: string;
  readonly needMinutes: number;
  readonly spareMinutes: number;
  /**
   * For each band of the day: the spare weekly minutes and the minutes to be transferred. A branch's spare
   * minutes count in every band that the branch serves.
   */
  readonly bands: readonly {
    readonly band: Band;
    readonly needMinutes: number;
    readonly spareMinutes: number;
  }[];
}

/** The effects that a restriction, a hand-back or a closure would have at one instant. */
export interface PreviewView {
  readonly branchId: string;
  /** The instant at which the restriction, the hand-back or the closure would take effect. */
  readonly at: string;
  /** The last day of the contracts that would be handed back. Null if no contract would be handed back. */
  readonly leavesOn: string | null;
  /**
   * True if the care in this preview would be transferred to other branches. False if the care would stay.
   */
  readonly moves: boolean;
  /** The branch's care in the lots concerned, without care that a running reallocation already transfers. */
  readonly care: CareCount;
  /**
   * The branch's care that a running reallocation already transfers. No other number of the preview includes
   * this care.
   */
  readonly alreadyMoving: Omit<CareInLot, 'lotId'>;
  readonly invitationsRevoked: number;
  /**
   * The number of offers that would lapse. Sealed offers are not counted, because staff may not know who made
   * sealed offers.
   */
  readonly offersLapsed: number;
  /** The number of awards for which the start of care would be forbidden. */
  readonly awardsBlocked: number;
  /** The lots that would lose their last tier-1 branch that can take a new person. */
  readonly lotsWithoutTierOne: readonly {
    readonly lotId: string;
    readonly code: string;
    readonly name: string;
  }[];
  /**
   * The care that other branches deliver under the branch's contract. This care would stay with these
   * branches.
   */
  readonly untouched: {
    readonly people: number;
    readonly weeklyMinutes: number;
    readonly byBranch: readonly UntouchedByBranch[];
  };
  readonly capacity: readonly LotCapacity[];
  /** The care for which no branch would be eligible in a new broadcast at the instant `at`. */
  readonly unplaceable: Omit<CareInLot, 'lotId'> & { readonly byLot: readonly CareInLot[] };
}

import type { Urgency } from './packages.js';
import type { Condition, RestrictionSource } from './restrictions.js';
import type { Band } from './visits.js';

/**
 * The urgency of the replacement broadcasts, which decides their deadlines. If absent, each package keeps its
 * urgency.
 */
interface ReplacementClock {
  readonly urgency?: Urgency | null;
}

/** A restriction that is not recorded yet. A preview shows which effects it would have. */
export interface ProposedRestriction extends ReplacementClock {
  readonly branchId: string;
  readonly source: RestrictionSource;
  readonly from: string;
  readonly to?: string | null;
  /** The lots in which the restriction would bind. Empty for all lots. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A hand-back that is not recorded yet. A preview shows which effects it would have. */
export interface ProposedHandBack extends ReplacementClock {
  readonly branchId: string;
  /** The lots that the branch would hand back. Empty for all lots. */
  readonly lotIds: readonly string[];
  /**
   * The notice period in days, after which the branch would stop delivering care. If absent, the notice
   * period of the branch's contracts.
   */
  readonly noticeDays?: number | null;
  /**
   * The last day of care by the branch, for a hand-back that is recorded already. If absent, the notice
   * period decides the day.
   */
  readonly leavesOn?: string | null;
}

/**
 * A closure or loss of registration that is not recorded yet. A preview shows which effects it would have.
 */
export interface ProposedClosure extends ReplacementClock {
  readonly branchId: string;
}

/** Numbers of people, placements, and visits in a week. */
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

/**
 * The figures of one lot: the weekly minutes to be transferred, and the spare weekly minutes of other
 * branches.
 */
export interface LotCapacity {
  readonly lotId: string;
  readonly needMinutes: number;
  readonly spareMinutes: number;
  /**
   * The same figures for each band of the day. A branch's spare minutes count in every band that the branch
   * serves.
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
   * True if the branch's care would be transferred to other branches. False if the care would stay.
   */
  readonly moves: boolean;
  /**
   * The branch's care in the lots concerned. Leaves out care that a running reallocation already transfers.
   */
  readonly care: CareCount;
  /**
   * The branch's care that a running reallocation already transfers. The other figures of the preview leave
   * this care out.
   */
  readonly alreadyMoving: Omit<CareInLot, 'lotId'>;
  readonly invitationsRevoked: number;
  /**
   * The number of offers that would lapse. Leaves out sealed offers, because staff may not know who made
   * them.
   */
  readonly offersLapsed: number;
  /** The number of awards for which the start of care would be forbidden. */
  readonly awardsBlocked: number;
  /** The lots in which no tier-1 branch could take a new person any more. */
  readonly lotsWithoutTierOne: readonly {
    readonly lotId: string;
    readonly code: string;
    readonly name: string;
  }[];
  /** The care that other branches deliver under a contract of this branch. This care would stay with them. */
  readonly untouched: {
    readonly people: number;
    readonly weeklyMinutes: number;
    readonly byBranch: readonly UntouchedByBranch[];
  };
  readonly capacity: readonly LotCapacity[];
  /** The care for which no branch would be eligible, if it were broadcast at the instant `at`. */
  readonly unplaceable: Omit<CareInLot, 'lotId'> & { readonly byLot: readonly CareInLot[] };
}

import type { Urgency } from './packages.js';
import type { Condition, RestrictionSource } from './restrictions.js';
import type { Band } from './visits.js';

/** By whose clock the replacements would be broadcast; each package's own when absent. */
interface ReplacementClock {
  readonly urgency?: Urgency | null;
}

/** A restriction that somebody thinks of imposing. */
export interface ProposedRestriction extends ReplacementClock {
  readonly branchId: string;
  readonly source: RestrictionSource;
  readonly from: string;
  readonly to?: string | null;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A hand-back that a provider has spoken of. */
export interface ProposedHandBack extends ReplacementClock {
  readonly branchId: string;
  /** All lots when empty. */
  readonly lotIds: readonly string[];
  /** Days until the branch leaves; what its contracts ask for when absent. */
  readonly noticeDays?: number | null;
}

/** A branch that is about to close, or to lose its registration. */
export interface ProposedClosure extends ReplacementClock {
  readonly branchId: string;
}

/** Visits are those of a week. */
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

/** What others have to spare in a lot against what would be moved there; weekly minutes. */
export interface LotCapacity {
  readonly lotId: string;
  readonly needMinutes: number;
  readonly spareMinutes: number;
  /** A branch's spare minutes count in every band that it serves: it can use them in any, once. */
  readonly bands: readonly {
    readonly band: Band;
    readonly needMinutes: number;
    readonly spareMinutes: number;
  }[];
}

/** What a restriction, a hand-back or a closure would do, as of one instant. */
export interface PreviewView {
  readonly branchId: string;
  /** When it would take effect. */
  readonly at: string;
  /** The last day of the contracts that would be handed back; null where none is. */
  readonly leavesOn: string | null;
  /** Whether the care would be moved; where it is not, it stays as it is counted here. */
  readonly moves: boolean;
  /** What the branch delivers in the lots that it is about and that nobody moves already. */
  readonly care: CareCount;
  /** What it delivers there and a reallocation is moving already; counted in no other number here. */
  readonly alreadyMoving: Omit<CareInLot, 'lotId'>;
  readonly invitationsRevoked: number;
  /**
   * Of the offers that the authority may read: those of broadcasts that have closed or were never sealed. Offers
   * under seal lapse too and are in no number, since two previews would tell by their difference where they were.
   */
  readonly offersLapsed: number;
  /** Awards whose care has not started and then might not. */
  readonly awardsBlocked: number;
  /** Lots that would lose their last tier-1 branch that can take somebody new. */
  readonly lotsWithoutTierOne: readonly {
    readonly lotId: string;
    readonly code: string;
    readonly name: string;
  }[];
  /** Care under the branch's contract that others deliver, and so stays. */
  readonly untouched: {
    readonly people: number;
    readonly weeklyMinutes: number;
    readonly byBranch: readonly UntouchedByBranch[];
  };
  readonly capacity: readonly LotCapacity[];
  /** Care for which nobody at all would be eligible, were its replacement broadcast at that instant. */
  readonly unplaceable: Omit<CareInLot, 'lotId'> & { readonly byLot: readonly CareInLot[] };
}

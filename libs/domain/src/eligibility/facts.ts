import type { Capability } from '#contracts/needs';
import type { BranchRatings, Registration } from '#contracts/providers';
import type { ReallocationCause } from '#contracts/reallocations';
import type { Band } from '#contracts/visits';
import type { CareFact, PermissionFact, RestrictionFact } from '../restrictions/facts.js';

/**
 * The eligibility data about a contracted branch (the lead) and the branch that would deliver. The contracts
 * belong to the lead. All other data is about the delivering branch.
 */
export interface BranchFacts {
  readonly leadBranchId: string;
  readonly deliveringBranchId: string;
  /** The lead branch's contracts in the package's lot. */
  readonly contracts: readonly ContractFact[];
  /**
   * The subcontract in the package's lot under which the delivering branch works for the lead branch. Null if
   * the lead branch itself delivers.
   */
  readonly subcontract: SubcontractFact | null;
  readonly registration: Registration;
  readonly restrictions: readonly RestrictionFact[];
  readonly permissions: readonly PermissionFact[];
  /** The capacity that the delivering branch has declared in this lot. Null if it has declared none. */
  readonly capacity: CapacityFact | null;
  readonly capabilities: readonly Capability[];
  /**
   * The capabilities that a council has confirmed. Absent in data that was frozen before councils confirmed any: its
   * decisions rest on the declaration alone.
   */
  readonly confirmedCapabilities?: readonly Capability[];
  readonly ratings: Pick<BranchRatings, 'overall' | 'safe' | 'wellLed'>;
  readonly care: Pick<CareFact, 'personMinutesNow' | 'personAwardedMinutes' | 'branchMinutesNow'>;
  /** True if the person or family does not want the branch. The person's record has the reason. */
  readonly isExcluded: boolean;
  /** Why this package's care leaves the branch. Null for a branch that the care does not leave. */
  readonly leaving: LeavingFact | null;
  /**
   * How many people of a reallocation the branch has been awarded recently. Set only if the reallocation has
   * an intake cap.
   */
  readonly intake?: IntakeFact | null;
}

/**
 * Why a package's care leaves a branch: either a reallocation transfers the person, or an officer withdrew
 * the branch's award. Contains no free text.
 */
export type LeavingFact =
  | { readonly kind: 'transfer'; readonly cause: ReallocationCause }
  | { readonly kind: 'award_withdrawn'; readonly awardId: string };

/**
 * The intake cap, and how many people of a reallocation the branch was awarded within seven days. Does not
 * count the person whom the decision is about.
 */
export interface IntakeFact {
  readonly capPeople: number;
  readonly takenPeople: number;
}

/**
 * A subcontract's term. Both dates are ISO dates. `endsOn` is the last day, or null for a subcontract without
 * an end.
 */
export interface SubcontractFact {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface ContractFact extends SubcontractFact {
  readonly tier: number;
  readonly rankInTier: number;
}

export interface CapacityFact {
  readonly spareMinutes: number;
  readonly bands: readonly Band[];
  readonly doubleUps: boolean;
  readonly declaredAt: Date;
}

/** The data about a package that the eligibility rules need. */
export interface PackageFacts {
  readonly authorityId: string;
  readonly packageId: string;
  readonly personId: string;
  readonly lotId: string;
  readonly weeklyMinutes: number;
  readonly bands: readonly Band[];
  readonly doubleUp: boolean;
  readonly needs: readonly Capability[];
  /** The date on which care would start, as an ISO date. */
  readonly startOn: string;
}

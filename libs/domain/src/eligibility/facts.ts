import type { Capability } from '#contracts/needs';
import type { BranchRatings, Registration } from '#contracts/providers';
import type { ReallocationCause } from '#contracts/reallocations';
import type { Band } from '#contracts/visits';
import type { CareFact, PermissionFact, RestrictionFact } from '../restrictions/facts.js';

/**
 * All facts about a contracted branch (the lead) and the branch that would deliver for it. The contract is the
 * lead's; all other facts are about the delivering branch. Without a subcontract they are the same branch.
 */
export interface BranchFacts {
  readonly leadBranchId: string;
  readonly deliveringBranchId: string;
  /** The lead's contracts in the package's lot. */
  readonly contracts: readonly ContractFact[];
  /** The lead's subcontract with the delivering branch in the package's lot. */
  readonly subcontract: SubcontractFact | null;
  readonly registration: Registration;
  readonly restrictions: readonly RestrictionFact[];
  readonly permissions: readonly PermissionFact[];
  /** The declared capacity. Null if the branch has declared no capacity in this lot. */
  readonly capacity: CapacityFact | null;
  readonly capabilities: readonly Capability[];
  readonly ratings: Pick<BranchRatings, 'overall' | 'safe' | 'wellLed'>;
  readonly care: Pick<CareFact, 'personMinutesNow' | 'personAwardedMinutes' | 'branchMinutesNow'>;
  /** True if the person or family does not want the branch. The person's record has the reason. */
  readonly isExcluded: boolean;
  /** Why this package's care leaves the branch. Null if the care does not leave it. */
  readonly leaving: LeavingFact | null;
  /**
   * The intake of the branch. Set only for a person who is transferred by a reallocation with an intake cap.
   */
  readonly intake?: IntakeFact | null;
}

/**
 * Why a package's care leaves a branch: a reallocation transfers the person, or an officer withdrew the branch's award.
 * Free text is not a fact: the award's row has the officer's reason.
 */
export type LeavingFact =
  | { readonly kind: 'transfer'; readonly cause: ReallocationCause }
  | { readonly kind: 'award_withdrawn'; readonly awardId: string };

/**
 * How many people of a reallocation a branch may be awarded within seven days, and how many it has been awarded,
 * without the present person.
 */
export interface IntakeFact {
  readonly capPeople: number;
  readonly takenPeople: number;
}

/** Dates are ISO dates. `endsOn` is the last day, null if open-ended. */
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

/** The facts of a package that rules need. */
export interface PackageFacts {
  readonly authorityId: string;
  readonly packageId: string;
  readonly personId: string;
  readonly lotId: string;
  readonly weeklyMinutes: number;
  readonly bands: readonly Band[];
  readonly doubleUp: boolean;
  readonly needs: readonly Capability[];
  /** The ISO date on which care would start. */
  readonly startOn: string;
}

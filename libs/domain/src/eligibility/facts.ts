import type { Capability } from '#contracts/needs';
import type { BranchRatings, Registration } from '#contracts/providers';
import type { Band } from '#contracts/visits';
import type { CareFact, PermissionFact, RestrictionFact } from '../restrictions/facts.js';

/**
 * All that is known of a contracted branch and the branch that would deliver for it. The contract is the
 * lead's; everything else is the delivering branch's. They are the same branch unless it subcontracts.
 */
export interface BranchFacts {
  readonly leadBranchId: string;
  readonly deliveringBranchId: string;
  /** The lead's, in the package's lot. */
  readonly contracts: readonly ContractFact[];
  /** The lead's with the delivering branch, in the package's lot. */
  readonly subcontract: SubcontractFact | null;
  readonly registration: Registration;
  readonly restrictions: readonly RestrictionFact[];
  readonly permissions: readonly PermissionFact[];
  /** Null where the branch never declared any for this lot. */
  readonly capacity: CapacityFact | null;
  readonly capabilities: readonly Capability[];
  readonly ratings: Pick<BranchRatings, 'overall' | 'safe' | 'wellLed'>;
  readonly care: Pick<CareFact, 'personMinutesNow' | 'personAwardedMinutes' | 'branchMinutesNow'>;
  /** By the person or the family, or because it is the branch the person is being moved from. */
  readonly excluded: { readonly reason: string; readonly by: 'person' | 'move' } | null;
  /** Only where the person is being moved by a reallocation with a cap. */
  readonly intake?: IntakeFact | null;
}

/** How many people of a reallocation a branch may be awarded within seven days, and has been; not counting this one. */
export interface IntakeFact {
  readonly capPeople: number;
  readonly takenPeople: number;
}

/** Dates are ISO dates; `endsOn` is the last day, null while open-ended. */
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

/** What a package asks of whoever takes it. */
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

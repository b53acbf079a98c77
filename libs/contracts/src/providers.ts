import type { Capability } from './needs.js';
import type { Rating } from './ranking.js';
import type { Band } from './visits.js';

export interface NewProvider {
  /** The CQC provider id, e.g. `1-101635212`: always a string. */
  readonly id: string;
  readonly name: string;
}
export type ProviderView = NewProvider;

export interface Registration {
  readonly status: 'registered' | 'deregistered';
  readonly dormant: boolean;
  /** Registered for the regulated activity *Personal care*. */
  readonly personalCare: boolean;
}

/** Published CQC ratings. A branch that was never rated has none. */
export interface BranchRatings {
  readonly overall: Rating | null;
  readonly safe: Rating | null;
  readonly effective: Rating | null;
  readonly caring: Rating | null;
  readonly responsive: Rating | null;
  readonly wellLed: Rating | null;
  readonly ratedOn: string | null;
}

/** What the register says of a location, and what the branch declares it can do. */
export interface BranchFile {
  /** The CQC location id. */
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly postcode: string;
  readonly registration: Registration;
  readonly ratings: BranchRatings;
  readonly capabilities: readonly Capability[];
}
export type NewBranch = BranchFile;
export interface BranchView extends BranchFile {
  readonly providerName: string;
  readonly version: number;
}

export interface NewContract {
  readonly branchId: string;
  readonly lotId: string;
  /** 1 is asked first; 3 is spot. */
  readonly tier: number;
  readonly rankInTier: number;
  /** A fixed rate has both limits equal. Pence an hour. */
  readonly rateMinPence: number;
  readonly rateMaxPence: number;
  readonly startsOn: string;
  /** The last day; absent while open-ended. */
  readonly endsOn?: string | null;
  /** 28 when absent. */
  readonly noticeDays?: number | null;
}
export interface ContractView extends Required<NewContract> {
  readonly noticeDays: number;
  readonly id: string;
  readonly version: number;
}

export interface NewSubcontract {
  /** The contracted branch. */
  readonly branchId: string;
  readonly deliveringBranchId: string;
  readonly lotId: string;
  readonly startsOn: string;
  readonly endsOn?: string | null;
}
export interface SubcontractView extends Required<NewSubcontract> {
  readonly id: string;
}

export interface CapacityDeclaration {
  readonly spareMinutes: number;
  readonly bands: readonly Band[];
  readonly doubleUps: boolean;
}
export interface CapacityView extends CapacityDeclaration {
  readonly branchId: string;
  readonly lotId: string;
  readonly authorityId: string;
  readonly declaredAt: string;
  readonly version: number;
}

/** What is still right, in the lots named, as it was when the provider looked. */
export interface CapacityConfirmation {
  readonly lots: readonly { readonly lotId: string; readonly version: number }[];
}

/** A lot in which a branch of a provider's own works, has worked or is to: under its own contract, or for another branch. */
export interface WorkView {
  readonly branchId: string;
  readonly branchName: string;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly lotName: string;
  /** Under a contract of its own; otherwise it only delivers for another branch. */
  readonly isContracted: boolean;
  /** Of its own contract, the longest where there are several. */
  readonly noticeDays: number | null;
  /** Whether it works there today or is to. */
  readonly isCurrent: boolean;
  readonly capacity: CapacityView | null;
}

/** Older than this, a declaration is still used but warned about (docs/rules.md §3.2). */
export const CAPACITY_FRESH_DAYS = 7;

/** The notice of a contract that says nothing else. */
export const USUAL_NOTICE_DAYS = 28;

import type { Capability } from './needs.js';
import type { Rating } from './ranking.js';
import type { Band } from './visits.js';

export interface NewProvider {
  /** The provider's id at CQC, such as `1-101635212`. A string, never a number. */
  readonly id: string;
  readonly name: string;
}
export type ProviderView = NewProvider;

export interface Registration {
  readonly status: 'registered' | 'deregistered';
  readonly dormant: boolean;
  /** True if CQC has registered the branch for the activity "Personal care". */
  readonly personalCare: boolean;
}

/** The published CQC ratings of a branch. All ratings are null for a branch that was never rated. */
export interface BranchRatings {
  readonly overall: Rating | null;
  readonly safe: Rating | null;
  readonly effective: Rating | null;
  readonly caring: Rating | null;
  readonly responsive: Rating | null;
  readonly wellLed: Rating | null;
  readonly ratedOn: string | null;
}

/**
 * Where CQC says what is recorded of a branch: a page or report that CQC published, a file of CQC's directory, or a
 * letter or e-mail from CQC.
 */
export const REGISTER_SOURCES = ['publication', 'directory', 'letter'] as const;

/** The source of the registration and the ratings of a branch. */
export interface RegisterSource {
  readonly kind: (typeof REGISTER_SOURCES)[number];
  /** The address of a page on cqc.org.uk, or the reference of a report, file or letter. */
  readonly reference: string;
  /** The day on which CQC published or sent the source. For a page without a date, the day on which it was read. */
  readonly publishedOn: string;
}

/** The source of what stands, and who recorded it. */
export interface RegisterSourceView extends RegisterSource {
  readonly recordedAt: string;
  readonly recordedByAuthority: string;
  /** The name of the user. Null for users of other authorities. */
  readonly recordedBy: string | null;
}

/** A branch's entry in the register, with its declared capabilities. */
export interface BranchFile {
  /** The branch's location id at CQC. */
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly postcode: string;
  readonly registration: Registration;
  readonly ratings: BranchRatings;
  readonly capabilities: readonly Capability[];
  /** The telephone number of the branch's office. Absent or null if unknown. */
  readonly telephone?: string | null;
  /** The name of the registered manager. Absent or null if unknown. */
  readonly managerName?: string | null;
}
/**
 * A new branch. Its capabilities count as declared on behalf of the branch by the council that records it, which confirms
 * them by doing so.
 */
export interface NewBranch extends BranchFile {
  readonly source: RegisterSource;
}
export interface BranchView extends BranchFile {
  readonly telephone: string | null;
  readonly managerName: string | null;
  /** Null if the facts were recorded before sources were. */
  readonly source: RegisterSourceView | null;
  readonly providerName: string;
  readonly version: number;
}

export interface NewContract {
  readonly branchId: string;
  readonly lotId: string;
  /** The tier of the branch in the lot, 1 to 9. Tier 1 is invited first. */
  readonly tier: number;
  readonly rankInTier: number;
  /** The lower limit of the hourly rate, in pence. If both limits are equal, the rate is fixed. */
  readonly rateMinPence: number;
  readonly rateMaxPence: number;
  readonly startsOn: string;
  /** The last day of the contract. Absent or null if the contract has no end. */
  readonly endsOn?: string | null;
  /** The contract's notice period in days. The default is 28. */
  readonly noticeDays?: number | null;
}
export interface ContractView extends Required<NewContract> {
  readonly noticeDays: number;
  readonly id: string;
  readonly version: number;
}

export interface NewSubcontract {
  /** The contracted branch. The branch in `deliveringBranchId` may deliver in place of this branch. */
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

/** The declared capacity of one branch in one lot, as the user saw it and confirms it. */
export interface CapacityLine {
  readonly branchId: string;
  readonly lotId: string;
  /** The version of the declaration that the user saw. */
  readonly version: number;
  /** The weekly minutes that the branch has to spare now. If absent, the declared minutes are still right. */
  readonly spareMinutes?: number;
}

/** The request with which a provider confirms what its branches have declared, for several branches and lots. */
export interface CapacityConfirmation {
  readonly lines: readonly CapacityLine[];
}

/**
 * Why a line was not confirmed. `changed`: an award or a colleague changed the declaration after the user saw it.
 * `work_ended`: the branch no longer works in the lot.
 */
export type CapacityRefusal = 'changed' | 'work_ended';

/** The lines that were confirmed, and those that were not, each with the present declaration. */
export interface ConfirmedCapacity {
  readonly confirmed: readonly CapacityView[];
  readonly refused: readonly (CapacityView & { readonly refusal: CapacityRefusal })[];
}

/**
 * A lot in which a provider's branch works, worked or will work. Includes lots in which the branch delivers
 * under another branch's contract.
 */
export interface WorkView {
  readonly branchId: string;
  readonly branchName: string;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly lotName: string;
  /**
   * True if the branch has a contract for the lot. False if the branch only delivers for another branch
   * there.
   */
  readonly isContracted: boolean;
  /** The longest notice period of the branch's contracts, in days. Null without a contract. */
  readonly noticeDays: number | null;
  /**
   * True if the branch works in the lot today or will work there later. False if its work there has ended.
   */
  readonly isCurrent: boolean;
  readonly capacity: CapacityView | null;
}

/**
 * The number of days after which a capacity declaration counts as old. An old declaration still counts, but
 * the eligibility decision has a warning (docs/rules.md §3.2).
 */
export const CAPACITY_FRESH_DAYS = 7;

/** The default notice period of a contract, in days. */
export const USUAL_NOTICE_DAYS = 28;

import type { ContractView, SubcontractView } from './providers.js';

/** The states by which contracts are listed. `ending`: in force, and ends within `ENDING_DAYS`. */
export const CONTRACT_STATES = ['in_force', 'ending', 'future', 'ended'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

/** The days before the end of a contract or subcontract from which care under it is work on the board (docs/rules.md §3.5.2). */
export const ENDING_DAYS = 90;

/** The days within which a council finds a way for live care that needs a capability that its branch withdrew. */
export const WITHDRAWAL_DAYS = 2;

/** The most contracts that one change, one copy or one uplift takes. */
export const MOST_CONTRACTS = 200;

/** The live care under a contract. Amounts are for one week, at the rates of today. */
export interface CareUnderContract {
  readonly people: number;
  readonly weeklyMinutes: number;
  readonly weeklyCostPence: number;
}

/** A contract in the list of contracts. */
export interface ContractLine extends ContractView, CareUnderContract {
  readonly branchName: string;
  readonly providerId: string;
  readonly providerName: string;
  readonly lotCode: string;
  readonly lotName: string;
  /** The user who sees to the contract. Null if the authority has no enabled commissioner. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

/** Live care that runs under a contract. */
export interface DependentCare {
  readonly placementId: string;
  readonly packageId: string;
  readonly reference: string;
  readonly deliveringBranchName: string;
  readonly weeklyMinutes: number;
  readonly weeklyCostPence: number;
}

/** All that hangs on a contract: what has no contract any more if the contract ends. */
export interface ContractDependants {
  readonly contract: ContractLine;
  readonly care: readonly DependentCare[];
  /** Awards of the branch in the lot whose care has not begun. */
  readonly awaitedStarts: readonly {
    readonly packageId: string;
    readonly reference: string;
    readonly startsOn: string;
  }[];
  /** Open rounds in which the branch is invited under the contract. Says nothing of its answers, which may be sealed. */
  readonly openRounds: readonly {
    readonly broadcastId: string;
    readonly packageId: string;
    readonly reference: string;
    readonly round: number;
    readonly closesAt: string;
  }[];
  /** The subcontracts of the branch in the lot that have not ended. */
  readonly subcontracts: readonly {
    readonly id: string;
    readonly deliveringBranchId: string;
    readonly deliveringBranchName: string;
    readonly startsOn: string;
    readonly endsOn: string | null;
    readonly people: number;
  }[];
}

/** A subcontract with the names of its branches and lot, and its owner. */
export interface SubcontractLine extends SubcontractView {
  readonly branchName: string;
  readonly deliveringBranchName: string;
  readonly lotCode: string;
  readonly lotName: string;
  readonly ownerId: string | null;
  readonly ownerName: string | null;
}

/** All that hangs on a subcontract: what the branch can no longer deliver if the subcontract ends. */
export interface SubcontractDependants extends Pick<
  ContractDependants,
  'care' | 'awaitedStarts' | 'openRounds'
> {
  readonly subcontract: SubcontractLine;
}

/** One change for a set of contracts. What is absent stays as it is in each contract. */
export interface ContractsChange {
  readonly tier?: number;
  readonly rankInTier?: number;
  readonly startsOn?: string;
  /** Null takes the end away. */
  readonly endsOn?: string | null;
  readonly noticeDays?: number;
  readonly ownerId?: string;
}

/** A contract as the user saw it. */
export interface ContractSeen {
  readonly id: string;
  readonly version: number;
}

/** The lots to which a contract is copied, and the term of the copies. */
export interface ContractCopies {
  readonly lotIds: readonly string[];
  readonly startsOn: string;
  readonly endsOn?: string | null;
}

/** A change of rates from a day on. Exactly one of `hundredths` and `newRatePence` is given. */
export interface NewRateUplift {
  readonly contractIds: readonly string[];
  readonly fromOn: string;
  /** The change in hundredths of a percent: 250 adds 2.5 %. */
  readonly hundredths?: number | null;
  /** The new hourly rate of every contract and of the care under it. */
  readonly newRatePence?: number | null;
  readonly reason: string;
}

export interface RatePair {
  readonly before: number;
  readonly after: number;
}

/** What an uplift does to one contract, and to the live care under it. */
export interface UpliftedContract {
  readonly contractId: string;
  readonly branchName: string;
  readonly lotCode: string;
  readonly lotName: string;
  readonly rateMinPence: RatePair;
  readonly rateMaxPence: RatePair;
  readonly people: number;
  readonly weeklyCostPence: RatePair;
}

/** What an uplift would do, before it is recorded. Costs are of the care that is live now. */
export interface RateUpliftPreview {
  readonly contracts: readonly UpliftedContract[];
  readonly people: number;
  readonly weeklyCostPence: RatePair;
}

export interface RateUpliftView {
  readonly id: string;
  readonly fromOn: string;
  readonly hundredths: number | null;
  readonly newRatePence: number | null;
  readonly reason: string;
  readonly recordedAt: string;
  readonly recordedByName: string | null;
  readonly contracts: number;
  readonly placements: number;
  /** When the change was withdrawn before its first day. Null if it was not. */
  readonly withdrawnAt: string | null;
  readonly withdrawnByName: string | null;
  readonly withdrawReason: string | null;
}

/** The rates of a contract from a day on. The first line is the rate at the start of the contract. */
export interface ContractRateLine {
  readonly fromOn: string;
  readonly rateMinPence: number;
  readonly rateMaxPence: number;
  readonly upliftId: string | null;
  readonly reason: string | null;
  readonly recordedByName: string | null;
}

/** What an authority checks of a branch before a contract. */
export const CHECK_KINDS = [
  'ratings',
  'references',
  'financial_standing',
  'insurance',
  'mobilisation_plan',
] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

/** A check as it is recorded. */
export interface NewContractCheck {
  readonly branchId: string;
  readonly kind: CheckKind;
  /** True if the user is satisfied with what the evidence says. */
  readonly satisfied: boolean;
  readonly evidence: string;
  readonly documentId?: string | null;
  /** The day on which the check is looked at again. */
  readonly reviewOn: string;
}

export interface ContractCheckView extends Required<NewContractCheck> {
  readonly id: string;
  readonly recordedAt: string;
  readonly recordedByName: string | null;
  /** The user who sees to the next check. Null if the authority has no enabled commissioner. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** True for the latest check of its kind. */
  readonly stands: boolean;
}

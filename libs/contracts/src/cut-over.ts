/**
 * The stage of an authority (docs/rules.md §7.5). `preparing`: data is imported and nothing is sent. `side_by_side`: the
 * earlier system decides, and the figures of both are compared every day. `live`: Homeward decides.
 */
export const STAGES = ['preparing', 'side_by_side', 'live'] as const;
export type Stage = (typeof STAGES)[number];

/** What the council's own figures are of: sums by branch and lot, or the care of each person. */
export const FIGURE_KINDS = ['figure_totals', 'figure_people'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/**
 * The state of the list of people of a branch. `not_asked`: the provider cannot see the list yet. `asked`: no answer yet.
 * `changed`: the list was confirmed, and its people or hours have changed since. `accepted`: a commissioner goes live
 * without an answer, with a reason. `empty`: the branch has no live care any more.
 */
export const CARE_LIST_STATES = ['not_asked', 'asked', 'changed', 'confirmed', 'accepted', 'empty'] as const;
export type CareListState = (typeof CARE_LIST_STATES)[number];

/** The list of one branch, as the council sees it. */
export interface CareListSummary {
  /** Null until the provider was asked. */
  readonly id: string | null;
  readonly branchId: string;
  readonly branchName: string;
  readonly providerName: string;
  readonly people: number;
  readonly weeklyMinutes: number;
  /** SHA-256 of the care on the list and its hours. An answer counts for this content only. */
  readonly digest: string;
  readonly state: CareListState;
  readonly dueAt: string | null;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly reason: string | null;
  readonly openDisputes: number;
}

export const DISPUTE_KINDS = ['wrong_hours', 'not_ours', 'missing_person'] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];

/** `corrected`: the record was changed. `as_recorded`: the record is right. `accepted`: the council goes live with it. */
export const DISPUTE_OUTCOMES = ['corrected', 'as_recorded', 'accepted'] as const;
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** What a provider says is wrong on its list. */
export interface CareDisputeView {
  readonly id: string;
  readonly kind: DisputeKind;
  readonly branchId: string;
  readonly branchName: string;
  readonly placementId: string | null;
  readonly packageId: string | null;
  readonly packageReference: string | null;
  /** The hours on the list and those that the provider says it delivers, in minutes a week. */
  readonly weeklyMinutes: number | null;
  readonly claimedMinutes: number | null;
  readonly note: string;
  readonly raisedAt: string;
  readonly ownerName: string | null;
  readonly dueAt: string;
  readonly settledAt: string | null;
  readonly outcome: DisputeOutcome | null;
  readonly answer: string | null;
}

/** What still stands between an authority and going live, in the order in which it is done. */
export const GO_LIVE_BLOCKERS = [
  'not_side_by_side',
  'imports_open',
  'lists_not_asked',
  'lists_unconfirmed',
  'disputes_open',
  'not_reconciled_today',
  'differences_open',
] as const;
export type GoLiveBlockerCode = (typeof GO_LIVE_BLOCKERS)[number];
export interface GoLiveBlocker {
  readonly code: GoLiveBlockerCode;
  readonly count: number;
}

export interface CutOverView {
  readonly stage: Stage;
  readonly since: string | null;
  readonly changedBy: string | null;
  readonly lists: readonly CareListSummary[];
  readonly disputes: readonly CareDisputeView[];
  readonly blockers: readonly GoLiveBlocker[];
  readonly openDifferences: number;
  readonly isReconciledToday: boolean;
}

export interface ReconciliationTotal {
  readonly branchId: string;
  /** Null if the branch is not recorded. */
  readonly branchName: string | null;
  readonly lotCode: string;
  readonly peopleHere: number;
  readonly minutesHere: number;
  readonly peopleThere: number;
  readonly minutesThere: number;
}

/** One day on which the figures of the council were compared with the records. */
export interface ReconciliationView {
  readonly id: string;
  /** The day in London. */
  readonly day: string;
  readonly totalsName: string | null;
  readonly totalsAt: string | null;
  readonly peopleName: string | null;
  readonly peopleAt: string | null;
  readonly madeBy: string;
  readonly openDifferences: number;
}

export interface ReconciliationDetail extends ReconciliationView {
  readonly totals: readonly ReconciliationTotal[];
}

export const DIFFERENCE_KINDS = ['total', 'only_here', 'only_there', 'other_branch', 'other_hours'] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** What a commissioner may record about a difference. */
export const DIFFERENCE_OUTCOMES = ['corrected_here', 'wrong_there', 'accepted'] as const;
export type DifferenceOutcome = (typeof DIFFERENCE_OUTCOMES)[number];

export interface CareDifferenceView {
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly caseNumber: string | null;
  readonly personId: string | null;
  readonly branchHere: string | null;
  readonly branchThere: string | null;
  readonly lotCode: string | null;
  readonly peopleHere: number | null;
  readonly peopleThere: number | null;
  readonly minutesHere: number | null;
  readonly minutesThere: number | null;
  readonly foundAt: string;
  readonly ownerName: string | null;
  readonly dueAt: string;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  /** `gone`: a later comparison no longer found the difference. */
  readonly outcome: DifferenceOutcome | 'gone' | null;
  readonly reason: string | null;
}

/** A list of a provider's own branch. */
export interface OwnCareListView {
  readonly id: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly authorityName: string;
  readonly people: number;
  readonly weeklyMinutes: number;
  readonly digest: string;
  readonly state: CareListState;
  readonly dueAt: string;
  readonly openDisputes: number;
}

export interface CareListRow {
  readonly placementId: string;
  readonly packageReference: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string | null;
  readonly postcode: string;
  readonly weeklyMinutes: number;
  readonly startedAt: string;
}

/** A list with its people. Reading it is recorded for each person. */
export interface OwnCareListDetail extends OwnCareListView {
  readonly rows: readonly CareListRow[];
  readonly disputes: readonly CareDisputeView[];
}

import type { NextAction, Urgency } from './packages.js';

/** What the framework asks of a user: contracts, subcontracts and checks that have ended or end soon (docs/rules.md §3.5.2). */
export type FrameworkAction =
  | 'contract_ended'
  | 'contract_ending'
  | 'subcontract_ended'
  | 'subcontract_ending'
  | 'check_run_out'
  | 'capability_withdrawn';

/** What a change of system asks of a user (docs/rules.md §7.5). */
export type CutOverAction = 'compare_figures' | 'settle_differences' | 'answer_dispute';

/** The next action that a user must take on a package, case, variation request, reallocation, contested notice or contract. */
export type BoardAction =
  | NextAction
  | 'decide_variation'
  | 'decide_reallocation'
  | 'answer_contest'
  | FrameworkAction
  | CutOverAction;

/** The groups into which the board sorts open work, by the next action. */
export const BOARD_GROUPS = [
  'drafts',
  'asking',
  'deciding',
  'starts',
  'unplaced',
  'variations',
  'reallocations',
  'contests',
  'contracts',
  'cut_over',
] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

/**
 * The board group of each next action. Null for an action that no user takes, such as releasing a queued
 * case.
 */
export const BOARD_GROUP_OF: Readonly<Record<BoardAction, BoardGroup | null>> = {
  broadcast_package: 'drafts',
  await_offers: 'asking',
  decide_award: 'deciding',
  await_start: 'starts',
  chase_start: 'starts',
  replace_award: 'starts',
  broadcast_again: 'unplaced',
  await_turn: null,
  decide_variation: 'variations',
  decide_reallocation: 'reallocations',
  answer_contest: 'contests',
  contract_ended: 'contracts',
  contract_ending: 'contracts',
  subcontract_ended: 'contracts',
  subcontract_ending: 'contracts',
  check_run_out: 'contracts',
  capability_withdrawn: 'contracts',
  compare_figures: 'cut_over',
  settle_differences: 'cut_over',
  answer_dispute: 'cut_over',
};

/** The sections of the board: what the authority's staff must do, and what waits for branches. */
export const BOARD_SECTIONS = ['now', 'waiting'] as const;
export type BoardSection = (typeof BOARD_SECTIONS)[number];

/** The board section of each next action. */
export const BOARD_SECTION_OF: Readonly<Record<BoardAction, BoardSection>> = {
  broadcast_package: 'now',
  await_offers: 'waiting',
  decide_award: 'now',
  await_start: 'waiting',
  chase_start: 'now',
  replace_award: 'now',
  broadcast_again: 'now',
  await_turn: 'waiting',
  decide_variation: 'now',
  decide_reallocation: 'now',
  answer_contest: 'now',
  contract_ended: 'now',
  contract_ending: 'now',
  subcontract_ended: 'now',
  subcontract_ending: 'now',
  check_run_out: 'now',
  capability_withdrawn: 'now',
  compare_figures: 'now',
  settle_differences: 'now',
  answer_dispute: 'now',
};

/**
 * The orders of the rows inside a section: the soonest due first, the most urgent first, or the longest
 * waiting first.
 */
export const BOARD_SORTS = ['due', 'urgency', 'waiting'] as const;
export type BoardSort = (typeof BOARD_SORTS)[number];

/** Which work the board shows: the reader's own, the work of the reader's teams, or all. */
export const BOARD_QUEUES = ['mine', 'team', 'all'] as const;
export type BoardQueue = (typeof BOARD_QUEUES)[number];

export interface BoardBroadcast {
  readonly id: string;
  readonly round: number;
  readonly closesAt: string;
  readonly invited: number;
  /** The number of branches that have opened the invitation. Null while the answers are sealed. */
  readonly seen: number | null;
  /** The number of offers, as in `BroadcastView`. */
  readonly offers: number;
}

export interface BoardItem {
  readonly kind:
    | 'package'
    | 'case'
    | 'variation_request'
    | 'reallocation'
    | 'contest'
    | 'contract'
    | 'subcontract'
    | 'check'
    | 'capability'
    | 'figures'
    | 'differences'
    | 'care_dispute';
  /** The id of the package, case, variation request or reallocation, as `kind` says. For `contest`, the id of the restriction. For
   * `capability`, the id of the statement that withdrew it. For
   * `figures`, the id of the authority; for `differences`, the id of the one that is due first. */
  readonly id: string;
  /** The branch whose care runs on, or whose check has run out. Null for work that is not about the framework. */
  readonly branchId: string | null;
  /**
   * The package that the work is about. Null for a reallocation or a contest, because it concerns many packages. All other
   * fields about the package are then null too.
   */
  readonly packageId: string | null;
  readonly reference: string | null;
  readonly urgency: Urgency | null;
  readonly lotName: string | null;
  readonly postcodeSector: string | null;
  readonly weeklyMinutes: number | null;
  readonly action: BoardAction;
  /**
   * The branch that was awarded the care or delivers it. For a reallocation, the branch from which care is
   * transferred.
   */
  readonly branchName: string | null;
  readonly broadcast: BoardBroadcast | null;
  /** The user who must take the next action. Null if the authority has no enabled officer or commissioner. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  /** The colleague who covers for the owner today. Null if the owner is there. */
  readonly coveredByName: string | null;
  readonly dueAt: string;
  /** The instant from which the time until `dueAt` counts, for example the opening of the broadcast. */
  readonly clockStartedAt: string;
  /**
   * The instant at which branches were first asked for this need, over all rounds. For a variation request, a
   * reallocation or a contest, the instant at which it was requested, proposed or opened. Null if branches were not asked yet.
   */
  readonly firstAskedAt: string | null;
}

/**
 * The open work of an authority. What staff must do comes before what waits for branches. In each of the two,
 * the soonest due comes first, unless another order was asked for.
 */
export interface BoardView {
  readonly items: readonly BoardItem[];
  /**
   * The number of pieces of work in each board group that match the filters. Includes work that is not in
   * `items`.
   */
  readonly counts: Readonly<Record<BoardGroup, number>>;
  readonly overdue: number;
  /**
   * The number of pieces of work in each queue that match the lot and the search. Work of colleagues that a user covers
   * today is in the queue of this user.
   */
  readonly queues: Readonly<Record<BoardQueue, number>>;
  /** True if the reader shares a team with a colleague. */
  readonly hasTeam: boolean;
  /** True if more pieces of work match the filters than this answer contains. */
  readonly more: boolean;
}

import type { NextAction, Urgency } from './packages.js';

/** The next action on a package, a case, a variation request or a reallocation. */
export type BoardAction = NextAction | 'decide_variation' | 'decide_reallocation';

/** The groups of the board. The same work is always in the same group. */
export const BOARD_GROUPS = [
  'drafts',
  'asking',
  'deciding',
  'starts',
  'unplaced',
  'variations',
  'reallocations',
] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

/** The group of each action. Null for actions that no user takes: queued cases are released automatically. */
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
};

export interface BoardBroadcast {
  readonly id: string;
  readonly round: number;
  readonly closesAt: string;
  readonly invited: number;
  readonly seen: number;
  /**
   * The number of standing offers. Before a sealed broadcast closes, no user may know more about the offers.
   */
  readonly offers: number;
}

/** One item of open work. */
export interface BoardItem {
  readonly kind: 'package' | 'case' | 'variation_request' | 'reallocation';
  /** The id of the package, case, variation request or reallocation. */
  readonly id: string;
  /**
   * The package of the item. Null for a reallocation, which concerns many packages; the other package fields
   * are null then too.
   */
  readonly packageId: string | null;
  readonly reference: string | null;
  readonly urgency: Urgency | null;
  readonly lotName: string | null;
  readonly postcodeSector: string | null;
  readonly weeklyMinutes: number | null;
  readonly action: BoardAction;
  /** The branch that was awarded the care, delivers it, or is being left. */
  readonly branchName: string | null;
  readonly broadcast: BoardBroadcast | null;
  /** The owner. Null if the authority has no enabled officer or commissioner. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly dueAt: string;
}

/** The open work of an authority, soonest due first. */
export interface BoardView {
  readonly items: readonly BoardItem[];
  /** The number of items in each group, over everything that the search matched. */
  readonly counts: Readonly<Record<BoardGroup, number>>;
  readonly overdue: number;
  /** True if the group has more items than one answer holds. */
  readonly more: boolean;
}

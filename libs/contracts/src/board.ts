import type { NextAction, Urgency } from './packages.js';

/** What somebody must do next, about a package, a case, a variation that is asked for or a reallocation. */
export type BoardAction = NextAction | 'decide_variation' | 'decide_reallocation';

/** Where it stands on the board: the same work always in the same place. */
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

/** Null for what needs nobody: cases whose turn comes by itself. */
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
  /** How many offers stand: all that anyone may know before a sealed broadcast closes. */
  readonly offers: number;
}

/** One thing that somebody must see to. */
export interface BoardItem {
  readonly kind: 'package' | 'case' | 'variation_request' | 'reallocation';
  /** Of what is to be seen to. */
  readonly id: string;
  /** Null for a reallocation, which is of many; so are the package's other facts. */
  readonly packageId: string | null;
  readonly reference: string | null;
  readonly urgency: Urgency | null;
  readonly lotName: string | null;
  readonly postcodeSector: string | null;
  readonly weeklyMinutes: number | null;
  readonly action: BoardAction;
  /** Who was awarded it, delivers it, or is being left. */
  readonly branchName: string | null;
  readonly broadcast: BoardBroadcast | null;
  /** Null where the authority has nobody who could see to it. */
  readonly ownerId: string | null;
  readonly ownerName: string | null;
  readonly dueAt: string;
}

/** What the authority's people must see to, the soonest due first. */
export interface BoardView {
  readonly items: readonly BoardItem[];
  /** Over everything that was searched for, whichever group is looked at. */
  readonly counts: Readonly<Record<BoardGroup, number>>;
  readonly overdue: number;
  /** There are more in this group than one answer holds. */
  readonly more: boolean;
}

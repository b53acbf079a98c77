import type { BoardAction, BoardGroup } from '#contracts/board';

/** The texts that name the next actions for packages, reallocation cases and reallocations. */
export const ACTION_WORDING: Readonly<Record<BoardAction, string>> = {
  broadcast_package: 'Broadcast the package',
  await_offers: 'Wait for offers',
  decide_award: 'Decide between the offers',
  broadcast_again: 'Nobody took it: ask again',
  await_start: 'Wait for the start',
  chase_start: 'The start is late: chase it',
  await_turn: 'Wait until its turn comes',
  replace_award: 'The award is blocked: replace it',
  decide_variation: 'Decide on a change of care',
  decide_reallocation: 'Decide whether to move care',
  answer_contest: 'Answer the contest of a notice',
};

export const BOARD_GROUP_WORDING: Readonly<Record<BoardGroup, string>> = {
  drafts: 'To broadcast',
  asking: 'Open broadcasts',
  deciding: 'To be awarded',
  starts: 'Starts',
  unplaced: 'Unplaced',
  variations: 'Changes asked for',
  reallocations: 'Moves to decide',
  contests: 'Contested notices',
};

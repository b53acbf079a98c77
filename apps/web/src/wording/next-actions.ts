import type { BoardAction, BoardGroup, BoardQueue, BoardSection, BoardSort } from '#contracts/board';

/** The texts that name the next actions for packages, reallocation cases and reallocations. */
export const ACTION_WORDING: Readonly<Record<BoardAction, string>> = {
  broadcast_package: 'Broadcast the package',
  await_offers: 'Wait for offers',
  decide_award: 'Decide between the offers',
  broadcast_again: 'No offers: broadcast again',
  await_start: 'Wait for the start',
  chase_start: 'Start overdue: contact the provider',
  await_turn: 'Wait: queued',
  replace_award: 'Award blocked: replace it',
  decide_variation: 'Decide the change of care',
  decide_reallocation: 'Decide the transfers',
  answer_contest: 'Answer the contest of a notice',
  contract_ended: 'Contract ended: transfer the care or renew the contract',
  contract_ending: 'Contract ends soon: renew it or transfer the care',
  subcontract_ended: 'Subcontract ended: change who delivers or renew it',
  subcontract_ending: 'Subcontract ends soon: change who delivers or renew it',
  check_run_out: 'Check the branch again',
  capability_withdrawn: 'Skill withdrawn: see to the care that needs it',
  compare_figures: 'Compare today’s figures',
  settle_differences: 'Settle the differences between both systems',
  answer_dispute: 'Answer the provider about its list',
};

/** What has happened, so that a next action is needed. The board shows it beside the button of the action. */
export const BOARD_ACTION_STATE: Readonly<Record<BoardAction, string>> = {
  broadcast_package: 'Draft',
  await_offers: 'Out to broadcast',
  decide_award: 'Broadcast closed',
  broadcast_again: 'No offers',
  await_start: 'Awarded',
  chase_start: 'Start overdue',
  await_turn: 'Queued',
  replace_award: 'Award blocked',
  decide_variation: 'Change requested',
  decide_reallocation: 'Transfers to decide',
  answer_contest: 'Notice contested',
  contract_ended: 'Contract ended',
  contract_ending: 'Contract ending',
  subcontract_ended: 'Subcontract ended',
  subcontract_ending: 'Subcontract ends soon',
  check_run_out: 'Check expired',
  capability_withdrawn: 'Needed skill withdrawn',
  compare_figures: 'Figures not compared',
  settle_differences: 'Figures differ',
  answer_dispute: 'List disputed',
};

/** The text of the button with which an officer takes the next action. */
export const BOARD_ACTION_BUTTON: Readonly<Record<BoardAction, string>> = {
  broadcast_package: 'Broadcast package',
  await_offers: 'View broadcast',
  decide_award: 'Award package',
  broadcast_again: 'Broadcast again',
  await_start: 'View start',
  chase_start: 'Contact provider',
  await_turn: 'View transfer',
  replace_award: 'Replace award',
  decide_variation: 'Decide change',
  decide_reallocation: 'Decide transfers',
  answer_contest: 'Answer contest',
  contract_ended: 'View contract',
  contract_ending: 'View contract',
  subcontract_ended: 'View subcontract',
  subcontract_ending: 'View subcontract',
  check_run_out: 'View checks',
  capability_withdrawn: 'View skills',
  compare_figures: 'Compare figures',
  settle_differences: 'View differences',
  answer_dispute: 'Answer dispute',
};

export const BOARD_GROUP_WORDING: Readonly<Record<BoardGroup, string>> = {
  drafts: 'To broadcast',
  asking: 'Out to broadcast',
  deciding: 'To award',
  starts: 'Starts',
  unplaced: 'No offers',
  variations: 'Changes requested',
  reallocations: 'Transfers to decide',
  contests: 'Contested notices',
  contracts: 'Contracts',
  cut_over: 'Going live',
};

export const BOARD_SECTION_WORDING: Readonly<
  Record<BoardSection, { readonly title: string; readonly emptyText: string }>
> = {
  now: { title: 'Do now', emptyText: 'No work to do' },
  waiting: { title: 'Waiting on others', emptyText: 'Nothing is waiting on others' },
};

export const BOARD_SORT_WORDING: Readonly<Record<BoardSort, string>> = {
  due: 'Soonest due',
  urgency: 'Most urgent',
  waiting: 'Longest waiting',
};

/** The names of the queues of the board. */
export const BOARD_QUEUE_WORDING: Readonly<Record<BoardQueue, string>> = {
  mine: 'Mine',
  team: 'My team',
  all: 'Everyone',
};

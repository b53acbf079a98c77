/** What was just done to a restriction, a written agreement or a reallocation. */
export const COMMISSIONING_NOTICES = {
  restriction_recorded: {
    text: 'The restriction is recorded. What it forbids is revoked from its instant on, and the branch is told.',
    isGood: true,
  },
  restriction_amended: { text: 'The restriction is amended, and its earlier wording is kept.', isGood: true },
  restriction_lifted: { text: 'The restriction is lifted, and binds no longer.', isGood: true },
  permission_recorded: {
    text: 'The written agreement is recorded. It is good for one change.',
    isGood: true,
  },
  permission_withdrawn: { text: 'The written agreement is withdrawn.', isGood: true },
  branch_changed: { text: 'What is recorded of the branch is changed.', isGood: true },
  registration_lost: {
    text: 'The registration is recorded. The branch is given no more work, and moving its care is proposed to you within moments.',
    isGood: true,
  },
  registration_changed: {
    text: 'The registration is recorded. The branch may be asked again.',
    isGood: true,
  },
  lot_changed: {
    text: 'The lot is changed. Broadcasts that are open keep the settings that they opened with.',
    isGood: true,
  },
  clock_changed: {
    text: 'The clock is changed. What is broadcast from now on goes by it.',
    isGood: true,
  },
  hand_back_recorded: {
    text: 'The hand-back is recorded. Moving the care is proposed to you within moments.',
    isGood: true,
  },
  reallocation_started: {
    text: 'The reallocation runs. Care goes on where it is until the new care starts.',
    isGood: true,
  },
  reallocation_dismissed: {
    text: 'The reallocation is dismissed; the care stays where it is.',
    isGood: true,
  },
  reallocation_changed: { text: 'The settings of the reallocation are changed.', isGood: true },
  reallocation_paused: { text: 'The reallocation is paused; no further case is released.', isGood: true },
  reallocation_resumed: { text: 'The reallocation runs again.', isGood: true },
  reallocation_stopping: {
    text: 'The reallocation stops: what has not found a new branch stays where it is.',
    isGood: true,
  },
  case_kept: { text: 'The care stays where it is.', isGood: true },
  case_ended: { text: 'The care has ended.', isGood: true },
} as const;

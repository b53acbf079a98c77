import type { Awarding, KeepCause, ReallocationCause, ReallocationStatus } from '#contracts/reallocations';

export const CAUSE_WORDING: Readonly<Record<ReallocationCause, string>> = {
  suspension: 'Branch suspended',
  hand_back: 'Work handed back',
  closure: 'Branch closed',
};

export const REALLOCATION_STATUS_WORDING: Readonly<Record<ReallocationStatus, string>> = {
  proposed: 'To be decided',
  dismissed: 'Dismissed',
  running: 'Running',
  paused: 'Paused',
  stopping: 'Stopping',
  finished: 'Finished',
};

export const REALLOCATION_STATUS_COLOUR: Readonly<Record<ReallocationStatus, string>> = {
  proposed: 'govuk-tag--yellow',
  dismissed: 'govuk-tag--grey',
  running: 'govuk-tag--blue',
  paused: 'govuk-tag--orange',
  stopping: 'govuk-tag--orange',
  finished: 'govuk-tag--green',
};

export const AWARDING_WORDING: Readonly<Record<Awarding, string>> = {
  officer: 'An officer decides each award',
  top_offer: 'Award automatically to the best eligible offer',
};

export const KEEP_CAUSE_WORDING: Readonly<Record<KeepCause, string>> = {
  decided: 'decided by a colleague',
  reallocation_stopped: 'the reallocation was stopped',
  restriction_ended: 'the restriction ended',
  registered_again: 'the branch is registered again',
};

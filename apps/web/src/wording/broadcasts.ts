import type { BroadcastStatus, CloseCause, DeclineReason, InvitationStatus } from '#contracts/broadcasts';
import type { AllocationMethod } from '#contracts/lots';
import type { OfferStatus } from '#contracts/offers';

export const BROADCAST_STATUS_WORDING: Readonly<Record<BroadcastStatus, string>> = {
  open: 'Open',
  closed: 'Closed, to be awarded',
  awarded: 'Awarded',
  unfilled: 'Unfilled',
  cancelled: 'Cancelled',
};

export const BROADCAST_STATUS_COLOUR: Readonly<Record<BroadcastStatus, string>> = {
  open: 'govuk-tag--blue',
  closed: 'govuk-tag--yellow',
  awarded: 'govuk-tag--green',
  unfilled: 'govuk-tag--red',
  cancelled: 'govuk-tag--grey',
};

export const CLOSE_CAUSE_WORDING: Readonly<Record<CloseCause, string>> = {
  deadline: 'the deadline passed',
  early: 'closed early',
  answered: 'all branches had answered',
  everybody_declined: 'all branches declined',
  offers_lapsed: 'no valid offer was left',
};

export const METHOD_WORDING: Readonly<Record<AllocationMethod, string>> = {
  broadcast: 'All at once',
  tiers: 'Tier by tier',
  cascade: 'One at a time, in rank order',
  first_acceptable: 'The first acceptable offer wins',
};

/** The names of invitation statuses, as the authority's users see them. */
export const INVITED_WORDING: Readonly<Record<InvitationStatus, string>> = {
  waiting: 'Not invited yet',
  open: 'Invited',
  declined: 'Declined',
  revoked: 'Revoked',
  ended: 'Ended',
};

/** The names of the reasons for declining an invitation, as the authority's users see them. */
export const DECLINED_WORDING: Readonly<Record<DeclineReason, string>> = {
  no_capacity: 'it has no capacity',
  no_carers_for_times: 'it has no carers at these times',
  too_far: 'it is too far away',
  needs_not_met: 'it cannot meet these needs',
  double_up_not_possible: 'it cannot send two carers',
  start_too_soon: 'the start is too soon',
  rate_too_low: 'the rate is too low',
  known_conflict: 'conflict of interest',
  other: 'another reason',
};

export const OFFER_STATUS_WORDING: Readonly<Record<OfferStatus, string>> = {
  standing: 'Valid',
  withdrawn: 'Withdrawn',
  lapsed: 'Lapsed',
  awarded: 'Awarded',
  lost: 'Not chosen',
  award_withdrawn: 'Award withdrawn',
};

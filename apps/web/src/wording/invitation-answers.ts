import type { DeclineReason } from '#contracts/broadcasts';

/**
 * The states of an invitation as the invited branch sees them. Each state follows from the invitation's
 * status and the status of the branch's offer.
 */
export const ANSWER_STATES = [
  'new',
  'to_answer',
  'offered',
  'offer_withdrawn',
  'closing',
  'deciding',
  'awarded',
  'award_withdrawn',
  'lost',
  'lapsed',
  'declined',
  'revoked',
  'unanswered',
] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

interface StateWording {
  readonly tag: string;
  /** The CSS class for the colour of the tag (a short text on a coloured background). */
  readonly colour: string;
  readonly sentence: string;
}

export const ANSWER_WORDING: Readonly<Record<AnswerState, StateWording>> = {
  new: { tag: 'New', colour: 'govuk-tag--blue', sentence: 'Make an offer or decline before the deadline.' },
  to_answer: {
    tag: 'To answer',
    colour: 'govuk-tag--yellow',
    sentence: 'Make an offer or decline before the deadline.',
  },
  offered: {
    tag: 'Offer made',
    colour: 'govuk-tag--green',
    sentence: 'You can change or withdraw the offer until the deadline.',
  },
  offer_withdrawn: {
    tag: 'Offer withdrawn',
    colour: 'govuk-tag--yellow',
    sentence: 'You can make another offer until the deadline.',
  },
  closing: {
    tag: 'Closing',
    colour: 'govuk-tag--grey',
    sentence: 'The deadline has passed. No more offers are accepted.',
  },
  deciding: {
    tag: 'Being decided',
    colour: 'govuk-tag--blue',
    sentence: 'The deadline has passed. The council is deciding.',
  },
  awarded: {
    tag: 'Awarded to you',
    colour: 'govuk-tag--green',
    sentence: 'Your offer was chosen.',
  },
  award_withdrawn: {
    tag: 'Award withdrawn',
    colour: 'govuk-tag--red',
    sentence: 'Your offer was chosen, and the council then withdrew the award.',
  },
  lost: { tag: 'Not chosen', colour: 'govuk-tag--grey', sentence: 'Another offer was chosen.' },
  lapsed: {
    tag: 'Offer lapsed',
    colour: 'govuk-tag--grey',
    sentence: 'Your offer has ended: the branch is no longer eligible, or the package was withdrawn.',
  },
  declined: { tag: 'Declined', colour: 'govuk-tag--grey', sentence: 'You declined.' },
  revoked: {
    tag: 'Invitation ended',
    colour: 'govuk-tag--grey',
    sentence: 'Your invitation has ended: the branch is no longer eligible, or the package was withdrawn.',
  },
  unanswered: {
    tag: 'Closed',
    colour: 'govuk-tag--grey',
    sentence: 'It closed without an offer from you.',
  },
};

export const DECLINE_WORDING: Readonly<Record<DeclineReason, string>> = {
  no_capacity: 'No capacity',
  no_carers_for_times: 'No carers at these times',
  too_far: 'Too far away',
  needs_not_met: 'We cannot meet these needs',
  double_up_not_possible: 'We cannot send two carers',
  start_too_soon: 'The start is too soon',
  rate_too_low: 'The rate is too low',
  known_conflict: 'Conflict of interest',
  other: 'Another reason',
};

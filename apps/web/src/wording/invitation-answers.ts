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
  new: { tag: 'New', colour: 'govuk-tag--blue', sentence: 'You have not answered yet.' },
  to_answer: { tag: 'To answer', colour: 'govuk-tag--yellow', sentence: 'You have not answered yet.' },
  offered: {
    tag: 'Offer made',
    colour: 'govuk-tag--green',
    sentence: 'Your offer stands. You can change or withdraw it until the deadline.',
  },
  offer_withdrawn: {
    tag: 'Offer withdrawn',
    colour: 'govuk-tag--yellow',
    sentence: 'You withdrew your offer. You can make another until the deadline.',
  },
  closing: {
    tag: 'Closing',
    colour: 'govuk-tag--grey',
    sentence: 'The deadline has passed, so no answer is taken any more.',
  },
  deciding: {
    tag: 'Being decided',
    colour: 'govuk-tag--blue',
    sentence: 'Answers are no longer taken. Your offer stands, and the authority decides.',
  },
  awarded: {
    tag: 'Awarded to you',
    colour: 'govuk-tag--green',
    sentence: 'Your offer was chosen.',
  },
  award_withdrawn: {
    tag: 'Award withdrawn',
    colour: 'govuk-tag--red',
    sentence: 'Your offer was chosen, and the authority then took the award back.',
  },
  lost: { tag: 'Not chosen', colour: 'govuk-tag--grey', sentence: 'Another offer was chosen.' },
  lapsed: {
    tag: 'Offer lapsed',
    colour: 'govuk-tag--grey',
    sentence:
      'Your offer does not stand any more: the branch may not take this package now, or it is not asked for any more.',
  },
  declined: { tag: 'Declined', colour: 'govuk-tag--grey', sentence: 'You declined.' },
  revoked: {
    tag: 'No longer asked',
    colour: 'govuk-tag--grey',
    sentence:
      'You are not asked any more: the branch may not take this package now, or it is not asked for any more.',
  },
  unanswered: {
    tag: 'Closed',
    colour: 'govuk-tag--grey',
    sentence: 'It closed without an offer of yours.',
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
  known_conflict: 'A conflict that is known',
  other: 'Another reason',
};

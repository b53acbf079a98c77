import type { InvitationView } from '#contracts/broadcasts';
import type { OfferStatus } from '#contracts/offers';
import { ANSWER_WORDING, type AnswerState } from '../../wording/invitation-answers.js';

type Answered = Pick<InvitationView, 'status' | 'offerStatus' | 'seenAt' | 'closesAt'>;

/** The state of an ended invitation, by the status of the offer that answered the invitation. */
const AFTER_CLOSING: Readonly<Record<OfferStatus, AnswerState>> = {
  standing: 'deciding',
  withdrawn: 'unanswered',
  lapsed: 'lapsed',
  awarded: 'awarded',
  lost: 'lost',
  award_withdrawn: 'award_withdrawn',
};

/**
 * Returns the state of an invitation as the invited branch sees it. The state decides the text and the forms
 * of the page.
 */
export function answerState(invitation: Answered, now: Date): AnswerState {
  const { status, offerStatus, seenAt, closesAt } = invitation;
  switch (status) {
    case 'open':
      if (Date.parse(closesAt) <= now.getTime()) return 'closing';
      if (offerStatus === 'standing') return 'offered';
      if (offerStatus === 'withdrawn') return 'offer_withdrawn';
      return seenAt === null ? 'new' : 'to_answer';
    case 'declined':
      return 'declined';
    case 'revoked':
      return offerStatus === 'lapsed' ? 'lapsed' : 'revoked';
    case 'waiting':
    case 'ended':
      return offerStatus === null ? 'unanswered' : AFTER_CLOSING[offerStatus];
  }
}

/**
 * Returns true if the branch may still make an offer or decline. False if the branch has a current offer for
 * the invitation.
 */
export function isToAnswer(state: AnswerState): boolean {
  return state === 'new' || state === 'to_answer' || state === 'offer_withdrawn';
}

export function answerTag(state: AnswerState): { readonly text: string; readonly classes: string } {
  const { tag, colour } = ANSWER_WORDING[state];
  return { text: tag, classes: colour };
}

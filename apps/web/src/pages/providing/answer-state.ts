import type { InvitationView } from '#contracts/broadcasts';
import type { OfferStatus } from '#contracts/offers';
import { ANSWER_WORDING, type AnswerState } from '../../wording/invitation-answers.js';

type Answered = Pick<InvitationView, 'status' | 'offerStatus' | 'seenAt' | 'closesAt'>;

/** For each status of the branch's offer, what the branch sees after the invitation has ended. */
const AFTER_CLOSING: Readonly<Record<OfferStatus, AnswerState>> = {
  standing: 'deciding',
  withdrawn: 'unanswered',
  lapsed: 'lapsed',
  awarded: 'awarded',
  lost: 'lost',
  award_withdrawn: 'award_withdrawn',
};

/**
 * Returns the state of an invitation as the invited branch sees it. The page chooses its text and its forms
 * by this state.
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
 * Returns true if the branch still has to make an offer or decline. Returns false if the branch has already
 * made an offer that is still valid.
 */
export function isToAnswer(state: AnswerState): boolean {
  return state === 'new' || state === 'to_answer' || state === 'offer_withdrawn';
}

export function answerTag(state: AnswerState): { readonly text: string; readonly classes: string } {
  const { tag, colour } = ANSWER_WORDING[state];
  return { text: tag, classes: colour };
}

import type { InvitationView } from '#contracts/broadcasts';
import type { OfferStatus } from '#contracts/offers';
import { ANSWER_WORDING, type AnswerState } from '../../wording/answers.js';

type Answered = Pick<InvitationView, 'status' | 'offerStatus' | 'seenAt' | 'closesAt'>;

/** Once there is an offer, and its invitation has ended. */
const AFTER_CLOSING: Readonly<Record<OfferStatus, AnswerState>> = {
  standing: 'deciding',
  withdrawn: 'unanswered',
  lapsed: 'lapsed',
  awarded: 'awarded',
  lost: 'lost',
  award_withdrawn: 'award_withdrawn',
};

/** How an invitation stands, in one word: what is shown of it, and what can be done, follow from it. */
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

/** Whether the branch may still say yes or no. */
export function isToAnswer(state: AnswerState): boolean {
  return state === 'new' || state === 'to_answer' || state === 'offer_withdrawn';
}

export function answerTag(state: AnswerState): { readonly text: string; readonly classes: string } {
  const { tag, colour } = ANSWER_WORDING[state];
  return { text: tag, classes: colour };
}

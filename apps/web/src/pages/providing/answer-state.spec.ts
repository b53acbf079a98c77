import { INVITATION_STATUSES } from '#contracts/broadcasts';
import { OFFER_STATUSES } from '#contracts/offers';
import { ANSWER_STATES } from '../../wording/invitation-answers.js';
import { answerState, isToAnswer } from './answer-state.js';

const NOW = new Date('2026-01-15T09:00:00Z');
const LATER = '2026-01-15T09:00:01Z';
const base = { status: 'open', offerStatus: null, seenAt: null, closesAt: LATER } as const;

describe('the state of an invitation', () => {
  it.each([
    [{}, 'new'],
    [{ seenAt: '2026-01-15T08:59:00Z' }, 'to_answer'],
    [{ offerStatus: 'standing' as const }, 'offered'],
    [{ offerStatus: 'withdrawn' as const }, 'offer_withdrawn'],
    [{ closesAt: NOW.toISOString() }, 'closing'],
    [{ status: 'declined' as const }, 'declined'],
    [{ status: 'revoked' as const }, 'revoked'],
    [{ status: 'revoked' as const, offerStatus: 'lapsed' as const }, 'lapsed'],
    [{ status: 'ended' as const }, 'unanswered'],
    [{ status: 'ended' as const, offerStatus: 'standing' as const }, 'deciding'],
    [{ status: 'ended' as const, offerStatus: 'awarded' as const }, 'awarded'],
    [{ status: 'ended' as const, offerStatus: 'lost' as const }, 'lost'],
    [{ status: 'ended' as const, offerStatus: 'award_withdrawn' as const }, 'award_withdrawn'],
    [{ status: 'ended' as const, offerStatus: 'withdrawn' as const }, 'unanswered'],
  ])('%j is %s', (given, state) => {
    expect(answerState({ ...base, ...given }, NOW)).toBe(state);
  });

  it('exists for every combination of statuses, and only an open invitation can be answered', () => {
    for (const status of INVITATION_STATUSES)
      for (const offerStatus of [null, ...OFFER_STATUSES]) {
        const state = answerState({ ...base, status, offerStatus }, NOW);
        expect(ANSWER_STATES).toContain(state);
        if (isToAnswer(state)) expect(status).toBe('open');
      }
  });
});

import type { MessageKind } from '#contracts/messages';
import { channelPauseMs, GIVEN_UP_AFTER_MS, retryAt } from './retry-after.js';
import { type Standing, stillWorth, type SubjectFacts } from './still-worth.js';

const CLOSES = new Date('2026-01-14T12:00:00Z');
const LATER = new Date('2026-01-14T13:00:00Z');
const invitation = {
  type: 'invitation',
  status: 'open',
  broadcastStatus: 'open',
  closesAt: CLOSES,
  hasAnswered: false,
} as const;
const award = { type: 'award', status: 'awaiting_start', startDueAt: CLOSES, isBlocked: false } as const;
const report = { type: 'report', status: 'due', dueAt: CLOSES } as const;
const pkg = { type: 'package', isOpen: true, isWaitingForDecision: true } as const;
const user = { type: 'user', hasEntered: false, wantsEmail: true } as const;
const handBack = { type: 'hand_back', hasOpenCases: true, isTransferred: true } as const;

const CASES: readonly { kind: MessageKind; facts: SubjectFacts | null; is: Standing; why: string }[] = [
  { kind: 'invitation', facts: invitation, is: 'send', why: 'while the round is open' },
  {
    kind: 'invitation',
    facts: { ...invitation, hasAnswered: true },
    is: 'send',
    why: 'even after an answer',
  },
  { kind: 'invitation', facts: { ...invitation, status: 'declined' }, is: 'send', why: 'even when declined' },
  { kind: 'invitation', facts: { ...invitation, status: 'revoked' }, is: 'done', why: 'when revoked' },
  {
    kind: 'invitation',
    facts: { ...invitation, broadcastStatus: 'closed' },
    is: 'missed',
    why: 'after the close',
  },
  {
    kind: 'invitation',
    facts: { ...invitation, broadcastStatus: 'cancelled' },
    is: 'missed',
    why: 'when cancelled',
  },
  { kind: 'deadline_near', facts: invitation, is: 'send', why: 'without an answer' },
  { kind: 'deadline_near', facts: { ...invitation, hasAnswered: true }, is: 'done', why: 'after an answer' },
  {
    kind: 'deadline_near',
    facts: { ...invitation, closesAt: LATER },
    is: 'done',
    why: 'when the deadline moved',
  },
  {
    kind: 'deadline_near',
    facts: { ...invitation, broadcastStatus: 'closed' },
    is: 'done',
    why: 'after the close',
  },
  { kind: 'withdrawn', facts: { ...invitation, status: 'revoked' }, is: 'send', why: 'when revoked' },
  { kind: 'start_due', facts: award, is: 'send', why: 'while it is awaited' },
  { kind: 'start_due', facts: { ...award, status: 'started' }, is: 'done', why: 'when started' },
  { kind: 'start_due', facts: { ...award, isBlocked: true }, is: 'done', why: 'while blocked' },
  { kind: 'start_due', facts: { ...award, startDueAt: LATER }, is: 'done', why: 'when the time moved' },
  { kind: 'start_overdue', facts: { ...award, status: 'started' }, is: 'done', why: 'when started' },
  { kind: 'start_overdue', facts: award, is: 'send', why: 'while it is awaited' },
  { kind: 'blocked', facts: { ...award, isBlocked: true }, is: 'send', why: 'while blocked' },
  { kind: 'blocked', facts: award, is: 'done', why: 'when free again' },
  { kind: 'unblocked', facts: award, is: 'send', why: 'while free' },
  { kind: 'unblocked', facts: { ...award, isBlocked: true }, is: 'done', why: 'when blocked again' },
  { kind: 'outcome', facts: award, is: 'send', why: 'while the award stands' },
  { kind: 'outcome', facts: { ...award, status: 'withdrawn' }, is: 'done', why: 'when withdrawn' },
  { kind: 'update_owed', facts: report, is: 'send', why: 'while it is owed' },
  { kind: 'update_owed', facts: { ...report, status: 'received' }, is: 'done', why: 'when received' },
  { kind: 'update_owed', facts: { ...report, dueAt: LATER }, is: 'done', why: 'when the time moved' },
  { kind: 'update_late', facts: { ...report, status: 'overdue' }, is: 'send', why: 'while it is late' },
  { kind: 'update_late', facts: { ...report, status: 'received' }, is: 'done', why: 'when received' },
  {
    kind: 'restriction_imposed',
    facts: { type: 'restriction', isOver: false },
    is: 'send',
    why: 'while it binds',
  },
  { kind: 'restriction_imposed', facts: { type: 'restriction', isOver: true }, is: 'done', why: 'when over' },
  { kind: 'restriction_lifted', facts: { type: 'restriction', isOver: true }, is: 'send', why: 'when over' },
  {
    kind: 'capacity_stale',
    facts: { type: 'capacity', declaredAt: CLOSES },
    is: 'send',
    why: 'without a newer one',
  },
  {
    kind: 'capacity_stale',
    facts: { type: 'capacity', declaredAt: LATER },
    is: 'done',
    why: 'with a newer one',
  },
  { kind: 'transfer_stuck', facts: { type: 'case', status: 'unplaced' }, is: 'send', why: 'while unplaced' },
  {
    kind: 'transfer_stuck',
    facts: { type: 'case', status: 'broadcast' },
    is: 'done',
    why: 'when tried again',
  },
  { kind: 'assignment', facts: { type: 'case', status: 'broadcast' }, is: 'send', why: 'always' },
  {
    kind: 'transfer_proposed',
    facts: { type: 'reallocation', status: 'proposed' },
    is: 'send',
    why: 'undecided',
  },
  {
    kind: 'transfer_proposed',
    facts: { type: 'reallocation', status: 'running' },
    is: 'done',
    why: 'when started',
  },
  { kind: 'leaving_day_near', facts: handBack, is: 'send', why: 'with open transfers' },
  {
    kind: 'leaving_day_near',
    facts: { ...handBack, hasOpenCases: false },
    is: 'done',
    why: 'when all are over',
  },
  {
    kind: 'leaving_day_near',
    facts: { ...handBack, hasOpenCases: false, isTransferred: false },
    is: 'send',
    why: 'when no transfer was proposed',
  },
  {
    kind: 'variation_requested',
    facts: { type: 'variation_request', isOpen: true },
    is: 'send',
    why: 'while open',
  },
  {
    kind: 'variation_requested',
    facts: { type: 'variation_request', isOpen: false },
    is: 'done',
    why: 'decided',
  },
  { kind: 'offers_to_compare', facts: pkg, is: 'send', why: 'while undecided' },
  {
    kind: 'offers_to_compare',
    facts: { ...pkg, isWaitingForDecision: false },
    is: 'done',
    why: 'when decided',
  },
  { kind: 'no_offers', facts: { ...pkg, isOpen: false }, is: 'done', why: 'when withdrawn' },
  { kind: 'assignment', facts: pkg, is: 'send', why: 'while open' },
  { kind: 'account_invitation', facts: user, is: 'send', why: 'before the first sign-in' },
  { kind: 'account_invitation', facts: { ...user, hasEntered: true }, is: 'done', why: 'after it' },
  { kind: 'email_link', facts: { ...user, wantsEmail: false }, is: 'done', why: 'when taken back' },
  { kind: 'password_link', facts: { ...user, wantsEmail: false }, is: 'send', why: 'always' },
  { kind: 'care_changed', facts: null, is: 'send', why: 'without facts' },
];

describe('a message is still worth sending', () => {
  it.each(CASES)('$kind $why: $is', ({ kind, facts, is }) => {
    expect(stillWorth({ kind, decidedAt: CLOSES, until: CLOSES }, facts)).toBe(is);
  });
});

describe('what could not be handed over', () => {
  const due = new Date('2026-01-14T10:00:00Z');
  const minutes = (n: number) => new Date(due.getTime() + n * 60_000);

  it.each([
    { attempts: 1, pause: 5 },
    { attempts: 2, pause: 10 },
    { attempts: 6, pause: 160 },
    { attempts: 7, pause: 240 },
    { attempts: 30, pause: 240 },
  ])('is tried again $pause minutes after attempt $attempts', ({ attempts, pause }) => {
    expect(retryAt(attempts, due, due)).toEqual(minutes(pause));
  });

  it.each([
    { after: GIVEN_UP_AFTER_MS - 1, isGivenUp: false },
    { after: GIVEN_UP_AFTER_MS, isGivenUp: true },
  ])('is given up $after ms after it was due: $isGivenUp', ({ after, isGivenUp }) => {
    expect(retryAt(9, due, new Date(due.getTime() + after)) === null).toBe(isGivenUp);
  });

  it.each([
    { failures: 1, random: 0.5, ms: 5_000 },
    { failures: 1, random: 0, ms: 4_000 },
    { failures: 1, random: 1, ms: 6_000 },
    { failures: 4, random: 0.5, ms: 40_000 },
    { failures: 7, random: 0.5, ms: 300_000 },
    { failures: 99, random: 1, ms: 360_000 },
  ])(
    'pauses its channel for $ms ms after $failures failures (random $random)',
    ({ failures, random, ms }) => {
      expect(channelPauseMs(failures, random)).toBe(ms);
    },
  );
});

import type { AwardStatus } from '#contracts/awards';
import type { BroadcastStatus, InvitationStatus } from '#contracts/broadcasts';
import type { MessageKind } from '#contracts/messages';
import type { CaseStatus, ReallocationStatus } from '#contracts/reallocations';
import type { ReportStatus } from '#contracts/reports';

/** The facts about the subject of a message just before the message is sent. */
export type SubjectFacts =
  | {
      readonly type: 'invitation';
      readonly status: InvitationStatus;
      readonly broadcastStatus: BroadcastStatus;
      readonly closesAt: Date;
      /** True if the branch has declined, or has an offer that stands. */
      readonly hasAnswered: boolean;
    }
  | {
      readonly type: 'award';
      readonly status: AwardStatus;
      readonly startDueAt: Date;
      readonly isBlocked: boolean;
    }
  | { readonly type: 'report'; readonly status: ReportStatus; readonly dueAt: Date }
  | { readonly type: 'restriction'; readonly isOver: boolean }
  | { readonly type: 'capacity'; readonly declaredAt: Date }
  | { readonly type: 'case'; readonly status: CaseStatus }
  | { readonly type: 'reallocation'; readonly status: ReallocationStatus }
  | { readonly type: 'hand_back'; readonly hasOpenCases: boolean; readonly isTransferred: boolean }
  | { readonly type: 'variation_request'; readonly isOpen: boolean }
  | { readonly type: 'package'; readonly isOpen: boolean; readonly isWaitingForDecision: boolean }
  | { readonly type: 'user'; readonly hasEntered: boolean; readonly wantsEmail: boolean };

export interface Waiting {
  readonly kind: MessageKind;
  /** When the event happened that decided the message. */
  readonly decidedAt: Date;
  readonly until: Date | null;
}

/**
 * Says what becomes of a message just before it is sent.
 *
 * - `send`: there is still something to tell
 * - `done`: the recipient has done it, or it does not apply any more
 * - `missed`: the chance has passed, so the message becomes a line of the next digest
 */
export type Standing = 'send' | 'done' | 'missed';

/**
 * Says if a message is still worth sending (docs/rules.md §12). A message without facts is about something that cannot
 * end.
 *
 * An invitation does not depend on the answer of the branch. Otherwise a sealed round would tell staff, by what was not
 * sent, who had answered (docs/rules.md §3.3.2).
 */
export function stillWorth({ kind, decidedAt, until }: Waiting, facts: SubjectFacts | null): Standing {
  if (!facts) return 'send';
  switch (facts.type) {
    case 'invitation':
      return ofInvitation(kind, until, facts);
    case 'award':
      return ofAward(kind, until, facts);
    case 'report':
      return ofReport(kind, until, facts);
    case 'restriction':
      return kind === 'restriction_imposed' && facts.isOver ? 'done' : 'send';
    case 'capacity':
      return kind === 'capacity_stale' && facts.declaredAt > decidedAt ? 'done' : 'send';
    case 'case':
      return kind === 'transfer_stuck' && facts.status !== 'unplaced' ? 'done' : 'send';
    case 'reallocation':
      return kind === 'transfer_proposed' && facts.status !== 'proposed' ? 'done' : 'send';
    case 'hand_back':
      return kind === 'leaving_day_near' && facts.isTransferred && !facts.hasOpenCases ? 'done' : 'send';
    case 'variation_request':
      return kind === 'variation_requested' && !facts.isOpen ? 'done' : 'send';
    case 'package':
      return ofPackage(kind, facts);
    case 'user':
      return ofUser(kind, facts);
  }
}

type Facts<Type extends SubjectFacts['type']> = Extract<SubjectFacts, { readonly type: Type }>;

const isSame = (one: Date | null, other: Date): boolean => one?.getTime() === other.getTime();

function ofInvitation(kind: MessageKind, until: Date | null, facts: Facts<'invitation'>): Standing {
  const { status, broadcastStatus, closesAt, hasAnswered } = facts;
  switch (kind) {
    case 'invitation':
      if (status === 'revoked') return 'done'; // the branch is told of the withdrawal
      return broadcastStatus === 'open' ? 'send' : 'missed';
    case 'deadline_near':
      return status === 'open' && broadcastStatus === 'open' && !hasAnswered && isSame(until, closesAt)
        ? 'send'
        : 'done';
    default:
      return 'send';
  }
}

function ofAward(kind: MessageKind, until: Date | null, facts: Facts<'award'>): Standing {
  const isAwaited = facts.status === 'awaiting_start';
  switch (kind) {
    case 'start_due':
      return isAwaited && !facts.isBlocked && isSame(until, facts.startDueAt) ? 'send' : 'done';
    case 'start_overdue':
      return isAwaited ? 'send' : 'done';
    case 'blocked':
      return isAwaited && facts.isBlocked ? 'send' : 'done';
    case 'unblocked':
      return isAwaited && !facts.isBlocked ? 'send' : 'done';
    case 'outcome':
      return facts.status === 'withdrawn' ? 'done' : 'send'; // the withdrawal is told
    default:
      return 'send';
  }
}

function ofReport(kind: MessageKind, until: Date | null, { status, dueAt }: Facts<'report'>): Standing {
  switch (kind) {
    case 'update_owed':
      return status === 'due' && isSame(until, dueAt) ? 'send' : 'done';
    case 'update_late':
      return status === 'overdue' ? 'send' : 'done';
    default:
      return 'send';
  }
}

function ofPackage(kind: MessageKind, { isOpen, isWaitingForDecision }: Facts<'package'>): Standing {
  switch (kind) {
    case 'offers_to_compare':
      return isWaitingForDecision ? 'send' : 'done';
    case 'no_offers':
    case 'assignment':
      return isOpen ? 'send' : 'done';
    default:
      return 'send';
  }
}

function ofUser(kind: MessageKind, { hasEntered, wantsEmail }: Facts<'user'>): Standing {
  switch (kind) {
    case 'account_invitation':
      return hasEntered ? 'done' : 'send';
    case 'email_link':
      return wantsEmail ? 'send' : 'done';
    default:
      return 'send';
  }
}

import type { Page, PageRequest } from './list-page.js';

/** What a message is about. The words of each kind are in `libs/domain/src/messages/message-words.ts`. */
export const MESSAGE_KINDS = [
  'invitation',
  'deadline_near',
  'outcome',
  'offers_to_compare',
  'no_offers',
  'start_due',
  'start_overdue',
  'withdrawn',
  'blocked',
  'unblocked',
  'restriction_imposed',
  'restriction_lifted',
  'contest_opened',
  'contest_answered',
  'update_owed',
  'update_late',
  'capacity_stale',
  'variation_requested',
  'variation_decided',
  'care_changed',
  'transfer_proposed',
  'transfer_stuck',
  'transfer_finished',
  'leaving_day_near',
  'care_list_asked',
  'care_dispute_raised',
  'care_dispute_settled',
  'assignment',
  'account_invitation',
  'password_link',
  'email_link',
  'password_changed',
  'password_guessed',
  'sign_in_new_device',
  'key_made',
  'webhook_off',
  'skills_declared',
  'skills_answered',
  'missed',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The ways by which a message reaches its recipient. */
export const CHANNELS = ['mail'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** `now` is sent at once, `soon` within a minute together with others, `digest` in the recipient's next digest. */
export const MESSAGE_URGENCIES = ['now', 'soon', 'digest'] as const;
export type MessageUrgency = (typeof MESSAGE_URGENCIES)[number];

/**
 * What became of a message.
 *
 * - `waiting`: not due yet, or to be tried again
 * - `sending`: a worker is handing the message over
 * - `accepted`: the channel took the message
 * - `delivered`: the channel says that the recipient's device or mailbox has the message
 * - `bounced`: the recipient's address does not work
 * - `failed`: the channel refused the message for good, or could not deliver it for three days
 * - `over`: there was nothing to tell any more when the message was due
 * - `not_sent`: no channel is configured, so the message is shown on the outbox page only
 */
export const MESSAGE_STATUSES = [
  'waiting',
  'sending',
  'accepted',
  'delivered',
  'bounced',
  'failed',
  'over',
  'not_sent',
] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/**
 * What is shown of an invitation's message while the answers are sealed. None of it depends on the answer. Any other
 * status is shown as `waiting` (docs/rules.md §3.3.2).
 */
export const SHOWN_WHILE_SEALED = [
  'accepted',
  'delivered',
  'bounced',
  'not_sent',
] as const satisfies readonly MessageStatus[];

/** The rendered text of a message: a subject, a sentence, and a link into the console. */
export interface MessageText {
  readonly subject: string;
  readonly line: string;
  readonly link: string;
}

/** A message on the outbox page, or in the evidence of a package. */
export interface MessageView {
  readonly id: string;
  readonly kind: MessageKind;
  readonly channel: ChannelName;
  readonly urgency: MessageUrgency;
  readonly status: MessageStatus;
  /** The name of the recipient if the recipient belongs to the reader's organisation. Null otherwise. */
  readonly recipientName: string | null;
  /** The branch for which the recipient works. Null if the message is about no branch. */
  readonly branchId: string | null;
  readonly branchName: string | null;
  readonly packageId: string | null;
  readonly packageReference: string | null;
  readonly decidedAt: string;
  readonly dueAt: string;
  /** When the channel accepted the message. */
  readonly acceptedAt: string | null;
  /**
   * When the recipient saw the message in the console. Null also while the answers to the broadcast are sealed for the
   * reader.
   */
  readonly seenAt: string | null;
  readonly attempts: number;
  /** The answer code of the last attempt, such as 550 of SMTP. Null without one. */
  readonly lastCode: string | null;
}

export interface OutboxMessage extends MessageView {
  /** What the message says. The link is empty if it is made when the mail is sent. */
  readonly text: MessageText;
}

export interface OutboxRequest extends PageRequest {
  readonly status?: MessageStatus;
  readonly kind?: MessageKind;
}

export interface Outbox extends Page<OutboxMessage> {
  /** True if the installation sends mail. Otherwise messages are shown here only. */
  readonly sendsMail: boolean;
}

/** A message to the signed-in user. */
export interface OwnMessageView {
  readonly id: string;
  readonly kind: MessageKind;
  readonly urgency: MessageUrgency;
  readonly text: MessageText;
  /** What the message is about, as its link names it. */
  readonly subject: { readonly type: string; readonly id: string };
  /** From when the message was worth telling. */
  readonly readyAt: string;
  readonly seenAt: string | null;
}

/**
 * What a user has just seen: the thing to which a link leads, a page of the console, or the list of the own messages up to
 * its newest. Exactly one is given.
 */
export interface SeenInConsole {
  readonly subject?: { readonly type: string; readonly id: string };
  readonly page?: { readonly name: LinkedPageName; readonly id?: string };
  /** The id of the newest message of the list that was seen. */
  readonly upTo?: string;
}

/** How many messages the signed-in user has not seen. */
export interface UnreadMessages {
  readonly unreadMessages: number;
}

/** A line of the table "Who is told what". */
export interface MessageRuleView {
  readonly event: string;
  readonly kind: MessageKind;
  /** Who is told, in words. */
  readonly audience: string;
  readonly urgency: MessageUrgency | 'of_package';
  /** When the recipients are told, in words. */
  readonly when: string;
  readonly channels: readonly ChannelName[];
  readonly mandatory: boolean;
  /** An example of the subject line. */
  readonly subject: string;
}

export interface MessageRulesView {
  readonly rules: readonly MessageRuleView[];
  /** The events that tell nobody, with the reason. */
  readonly silent: readonly { readonly event: string; readonly because: string }[];
}

/** The pages of the console to which messages lead. The console knows the addresses. */
export const LINKED_PAGES = [
  'invitation',
  'awaited_start',
  'own_placement',
  'package',
  'broadcast',
  'restriction',
  'reallocation',
  'case',
  'update',
  'capacity',
  'care_list',
  'cut_over',
  'standing',
  'absences',
  'account',
  'board',
  'contract',
  'subcontract',
  'branch',
  'skills',
] as const;
export type LinkedPageName = (typeof LINKED_PAGES)[number];

/** A page of the console, named by what it shows. */
export interface LinkedPage {
  readonly page: LinkedPageName;
  /** The id of what the page shows. Null for a page without an id. */
  readonly id: string | null;
  /** The second id of the address: the reallocation of a case. */
  readonly of: string | null;
}

/** Where the link of a message leads. */
export interface LinkTarget {
  /** Null if the thing is no longer there for this user. */
  readonly target: LinkedPage | null;
}

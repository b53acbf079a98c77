import type { EventName, ToldPayloads } from '#contracts/events';
import type { ChannelName, MessageKind, MessageUrgency } from '#contracts/messages';
import type { Urgency } from '#contracts/packages';
import { addDays } from '../time/iso-date.js';
import { londonDate, londonInstant } from '../time/london.js';
import { type Audience, MESSAGE_RULES, type MessageRule, type Subject } from './message-rules.js';

/** A message that an event decides, before its recipients are known. */
export interface DecidedMessage {
  readonly kind: MessageKind;
  /** Numbers the messages of one kind of one event. */
  readonly step: number;
  readonly audience: Audience;
  readonly urgency: MessageUrgency | 'of_package';
  readonly channels: readonly ChannelName[];
  readonly readyAt: Date;
  readonly until: Date | null;
  readonly subject: Subject;
}

interface Occurred<N extends EventName> {
  readonly name: N;
  readonly payload: ToldPayloads[N];
  readonly at: Date;
  readonly subject: Subject;
}

/** Returns the messages that an event decides. The answer depends on the event only, so a repeated decision is the same. */
export function messagesOf<N extends EventName>({
  name,
  payload,
  at,
  subject,
}: Occurred<N>): DecidedMessage[] {
  const rules = MESSAGE_RULES[name];
  if ('because' in rules) return [];
  return rules.flatMap((rule: MessageRule<N>) => {
    if (rule.condition && !rule.condition(payload)) return [];
    const instants = rule.timing ? rule.timing.instants({ payload, at }) : [at];
    return instants.map((readyAt, step) => ({
      kind: rule.kind,
      step,
      audience: rule.audience(payload),
      urgency: rule.urgency,
      channels: rule.channels,
      readyAt,
      until: rule.until ? new Date(rule.until(payload)) : null,
      subject: rule.subject ? rule.subject(payload) : subject,
    }));
  });
}

/** Returns how urgent a message is. A message about a hospital discharge is sent at once. */
export function urgencyOf(urgency: MessageUrgency | 'of_package', ofPackage: Urgency | null): MessageUrgency {
  if (urgency !== 'of_package') return urgency;
  return ofPackage === 'hospital' ? 'now' : 'soon';
}

/** Messages that are not urgent wait this long for others to the same recipient, in milliseconds. */
export const TOGETHER_MS = 60_000;
/** The time in London at which the daily digest is sent. */
export const DIGEST_TIME = '07:30';

/** Returns the instant at which a message must be sent, from the instant at which it may be sent with others. */
export function dueAt(urgency: MessageUrgency, readyAt: Date): Date {
  switch (urgency) {
    case 'now':
      return readyAt;
    case 'soon':
      return new Date(readyAt.getTime() + TOGETHER_MS);
    case 'digest':
      return nextDigest(readyAt);
  }
}

/** Returns the first digest at or after an instant. */
export function nextDigest(at: Date): Date {
  const day = londonDate(at);
  const today = londonInstant(day, DIGEST_TIME);
  return at <= today ? today : londonInstant(addDays(day, 1), DIGEST_TIME);
}

const OF_A_LINK: ReadonlySet<MessageKind> = new Set(['account_invitation', 'password_link', 'email_link']);

/** True for a message with a single-use link. Such a message shares its mail with no other. */
export const goesAlone = (kind: MessageKind): boolean => OF_A_LINK.has(kind);

const OF_AN_ACCOUNT: ReadonlySet<MessageKind> = new Set([
  ...OF_A_LINK,
  'password_changed',
  'password_guessed',
  'sign_in_new_device',
  'key_made',
  'webhook_off',
]);

/** True for a message about the recipient's account. Among colleagues, only administrators and auditors read of it. */
export const isAboutAccount = (kind: MessageKind): boolean => OF_AN_ACCOUNT.has(kind);

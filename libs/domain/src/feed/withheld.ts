import type { EventName } from '#contracts/events';

/**
 * What a provider hears about a question that was put to it. Once its invitation is revoked the question is
 * not its own any more, and what it had not heard of it by then it does not hear (docs/rules.md §6.6): only that,
 * and how, it ended.
 */
const OF_AN_INVITATION: ReadonlySet<EventName> = new Set<EventName>([
  'invitation.opened',
  'invitation.seen',
  'invitation.declined',
  'broadcast.extended',
  'offer.made',
  'offer.revised',
  'offer.withdrawn',
]);

/** Whether an event for a provider may be told only while it is still invited. */
export const isForTheInvited = (name: EventName): boolean => OF_AN_INVITATION.has(name);

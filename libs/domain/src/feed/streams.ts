import { type EventName, staffAudienceOf } from '#contracts/events';
import type { Actor } from '#contracts/access';

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

/** What one subscriber hears, in one order: everybody of an authority's staff, its administrators, or a provider's users. */
export type Stream =
  | { readonly audience: 'staff' | 'administrators'; readonly authorityId: string }
  | { readonly audience: 'provider'; readonly providerId: string };

export type Subscriber = Exclude<Actor, { readonly kind: 'system' }>;

interface Addressed {
  readonly name: EventName;
  readonly authorityId: string | null;
  readonly providerIds: readonly string[];
}

/** The one stream that somebody may hear; it follows from who they are now. */
export function streamOf(actor: Subscriber): Stream {
  if (actor.kind === 'provider') return { audience: 'provider', providerId: actor.providerId };
  const audience = actor.role === 'administrator' ? 'administrators' : 'staff';
  return { audience, authorityId: actor.authorityId };
}

/** The streams that an event belongs to. */
export function streamsOf({ name, authorityId, providerIds }: Addressed): Stream[] {
  const streams: Stream[] = [...new Set(providerIds)].map((providerId) => ({
    audience: 'provider',
    providerId,
  }));
  if (authorityId !== null) streams.push({ audience: staffAudienceOf(name), authorityId });
  return streams;
}

/** A name that no two streams share. */
export const streamName = (stream: Stream): string =>
  stream.audience === 'provider'
    ? `provider:${stream.providerId}`
    : `${stream.audience}:${stream.authorityId}`;

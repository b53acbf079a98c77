import { type EventName, staffAudienceOf } from '#contracts/events';
import type { Actor } from '#contracts/roles-and-actors';

/**
 * The names of events about an invitation and its offers. After an invitation is revoked, the provider
 * receives no more events with these names. Only the event about the end of the invitation is sent
 * (docs/rules.md §6.6).
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

/** True for events that a provider may see only while its invitation is not revoked. */
export const isForTheInvited = (name: EventName): boolean => OF_AN_INVITATION.has(name);

/** The events for one kind of subscriber: an authority's staff, its administrators, or a provider's users. */
export type Stream =
  | { readonly audience: 'staff' | 'administrators'; readonly authorityId: string }
  | { readonly audience: 'provider'; readonly providerId: string };

export type Subscriber = Exclude<Actor, { readonly kind: 'system' }>;

interface Addressed {
  readonly name: EventName;
  readonly authorityId: string | null;
  readonly providerIds: readonly string[];
}

/** Returns the event stream to which a user may subscribe. */
export function streamOf(actor: Subscriber): Stream {
  if (actor.kind === 'provider') return { audience: 'provider', providerId: actor.providerId };
  const audience = actor.role === 'administrator' ? 'administrators' : 'staff';
  return { audience, authorityId: actor.authorityId };
}

/** Returns every stream to which an event belongs. */
export function streamsOf({ name, authorityId, providerIds }: Addressed): Stream[] {
  const streams: Stream[] = [...new Set(providerIds)].map((providerId) => ({
    audience: 'provider',
    providerId,
  }));
  if (authorityId !== null) streams.push({ audience: staffAudienceOf(name), authorityId });
  return streams;
}

/** Returns the unique name of a stream, such as `provider:<id>`. */
export const streamName = (stream: Stream): string =>
  stream.audience === 'provider'
    ? `provider:${stream.providerId}`
    : `${stream.audience}:${stream.authorityId}`;

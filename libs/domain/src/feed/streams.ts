import { type EventName, staffAudienceOf } from '#contracts/events';
import type { Actor } from '#contracts/roles-and-actors';

/**
 * The names of events about an invitation and its offers. After the invitation is revoked, a provider no
 * longer sees such events that it had not received (docs/rules.md §6.6), only that the invitation ended.
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

/** True for events that a provider may see only while it is invited. */
export const isForTheInvited = (name: EventName): boolean => OF_AN_INVITATION.has(name);

/** The stream of one kind of subscriber: an authority's staff, its administrators, or a provider's users. */
export type Stream =
  | { readonly audience: 'staff' | 'administrators'; readonly authorityId: string }
  | { readonly audience: 'provider'; readonly providerId: string };

export type Subscriber = Exclude<Actor, { readonly kind: 'system' }>;

interface Addressed {
  readonly name: EventName;
  readonly authorityId: string | null;
  readonly providerIds: readonly string[];
}

/** Returns the stream that a user may subscribe to. */
export function streamOf(actor: Subscriber): Stream {
  if (actor.kind === 'provider') return { audience: 'provider', providerId: actor.providerId };
  const audience = actor.role === 'administrator' ? 'administrators' : 'staff';
  return { audience, authorityId: actor.authorityId };
}

/** Returns the streams that an event belongs to. */
export function streamsOf({ name, authorityId, providerIds }: Addressed): Stream[] {
  const streams: Stream[] = [...new Set(providerIds)].map((providerId) => ({
    audience: 'provider',
    providerId,
  }));
  if (authorityId !== null) streams.push({ audience: staffAudienceOf(name), authorityId });
  return streams;
}

/** Returns a unique name for a stream. */
export const streamName = (stream: Stream): string =>
  stream.audience === 'provider'
    ? `provider:${stream.providerId}`
    : `${stream.audience}:${stream.authorityId}`;

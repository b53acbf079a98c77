import { type EventName, isAboutAccounts } from '#contracts/events';
import type { Actor, Role } from '#contracts/roles-and-actors';

/**
 * The names of the events about an invitation and its offers that a provider no longer receives once its
 * invitation is revoked. It still receives the event that the invitation has ended (docs/rules.md §6.6).
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

/**
 * A stream of events for one kind of subscriber.
 *
 * For an authority: `staff` are the officers and commissioners, and receive no events about accounts.
 * `administrators` receive only events about accounts. `auditors` receive both. None of them receives the
 * events about sealed answers.
 *
 * For a provider: its administrators receive only events about accounts. Its other users receive all other
 * events.
 */
export type Stream =
  | { readonly audience: 'staff' | 'administrators' | 'auditors'; readonly authorityId: string }
  | { readonly audience: 'provider' | 'provider_administrators'; readonly providerId: string };

export type Subscriber = Exclude<Actor, { readonly kind: 'system' }>;

interface Addressed {
  readonly name: EventName;
  readonly authorityId: string | null;
  readonly providerIds: readonly string[];
  readonly payload: object;
}

/** Returns the event stream to which a user may subscribe. */
export function streamOf(actor: Subscriber): Stream {
  return streamOfRole(actor.role, 'providerId' in actor ? actor.providerId : actor.authorityId);
}

/** Returns the event stream of the users with a role in an organisation: an authority or a provider. */
export function streamOfRole(role: Role, organisationId: string): Stream {
  switch (role) {
    case 'provider':
      return { audience: 'provider', providerId: organisationId };
    case 'provider_administrator':
      return { audience: 'provider_administrators', providerId: organisationId };
    case 'administrator':
      return { audience: 'administrators', authorityId: organisationId };
    case 'auditor':
      return { audience: 'auditors', authorityId: organisationId };
    case 'officer':
    case 'commissioner':
      return { audience: 'staff', authorityId: organisationId };
  }
}

/** True for an event about an answer that staff may not know (docs/rules.md §3.3.2). */
const isSealed = (payload: object): boolean => 'isSealed' in payload && payload.isSealed === true;

/** Returns every stream to which an event belongs. */
export function streamsOf({ name, authorityId, providerIds, payload }: Addressed): Stream[] {
  const isOfAccounts = isAboutAccounts(name);
  const streams: Stream[] = [...new Set(providerIds)].map((providerId) => ({
    audience: isOfAccounts ? 'provider_administrators' : 'provider',
    providerId,
  }));
  if (authorityId === null || isSealed(payload)) return streams;
  return [
    ...streams,
    { audience: isOfAccounts ? 'administrators' : 'staff', authorityId },
    { audience: 'auditors', authorityId },
  ];
}

/** Returns the unique name of a stream, such as `provider:<id>`. */
export const streamName = (stream: Stream): string =>
  `${stream.audience}:${'providerId' in stream ? stream.providerId : stream.authorityId}`;

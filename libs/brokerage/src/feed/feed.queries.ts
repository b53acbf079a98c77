import type { Actor } from '#contracts/roles-and-actors';
import type { EventMessage, EventName, EventPayloads, ToldPayloads } from '#contracts/events';
import { FEED_KEPT_DAYS, type FeedPage, type FeedRequest } from '#contracts/feed';
import { DomainError } from '#domain/domain-error';
import { type Stream, streamOf } from '#domain/feed/streams';
import { isSealedEvent } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { settledPosition } from '#platform/log/log-reader';
import { isLimited, toldWithinLimits } from './branch-limits.queries.js';
import { telling, withheld } from './withheld-events.queries.js';

/** The feed position before the first event of every stream. */
export const BEGINNING = '0';

const DAY_MS = 86_400_000;
const MOST_ITEMS = 200;

/** An event of a stream, with its position in the log. */
interface StreamEvent {
  readonly position: string;
  readonly id: string;
  readonly name: EventName;
  readonly at: Date;
  readonly subject: { readonly type: string; readonly id: string };
  readonly payload: EventPayloads[EventName];
}

export interface StreamSlice {
  readonly after: Place;
  /** The last position to read. The position must be settled: no new event can appear at or before it. */
  readonly upTo: string;
  readonly limit: number;
  /**
   * The subscriber. A user of a provider gets no events about offers that were made before the user was let
   * in.
   */
  readonly userId: string;
}

/**
 * A place in a stream. Clients know the place by the id of its event, because log positions would reveal how
 * many events of other streams lie between.
 */
export interface Place {
  /** The position in the log, as decimal digits. */
  readonly position: string;
  /** What clients send and receive: the id of the event at the position, or `BEGINNING`. */
  readonly known: string;
}

const START: Place = { position: BEGINNING, known: BEGINNING };

/**
 * Returns the place of the newest event in a stream, not after the settled position `upTo`. A new subscriber
 * starts after this place.
 */
export async function streamEnd(reader: Reader, stream: Stream, upTo: string): Promise<Place> {
  const [last]: Place[] = await reader.query(
    `SELECT position, id AS known FROM ${entriesOf(stream)} AND position <= $2 ORDER BY position DESC LIMIT 1`,
    [ownerOf(stream), upTo],
  );
  return last ?? START;
}

/**
 * Finds the place that a client knows in the client's stream. Places of other streams are refused.
 *
 * @throws DomainError `feed_position_unknown` if this stream has no such event
 */
export async function placeIn(reader: Reader, stream: Stream, known: string): Promise<Place> {
  if (known === BEGINNING) return START;
  const [own]: Place[] = await reader.query(
    `SELECT position, id AS known FROM ${entriesOf(stream)} AND id = $2 AND position IS NOT NULL`,
    [ownerOf(stream), known],
  );
  if (!own) throw new DomainError('feed_position_unknown');
  return own;
}

export interface StreamPiece {
  /** The events that the subscriber may see, in order. */
  readonly messages: readonly EventMessage[];
  /** The place up to which the stream was read, including events that the subscriber may not see. */
  readonly reached: Place;
  readonly more: boolean;
}

/**
 * Reads the next events of a stream after a position. Leaves out events that the subscribers may not see any
 * more.
 *
 * @throws DomainError `feed_position_too_old` if an event after the position is older than the feed keeps
 */
export async function streamAfter(
  reader: Reader,
  stream: Stream,
  { after, upTo, limit, userId }: StreamSlice,
  now: Date,
): Promise<StreamPiece> {
  const found: StreamEvent[] = await reader.query(
    `SELECT e.position, e.id, e.name, e.at, e.payload, jsonb_build_object('type', e.subject_type, 'id', e.subject_id) AS subject
     FROM (SELECT position FROM ${entriesOf(stream)} AND position > $2 AND position <= $3
           ORDER BY position LIMIT $4) s
     JOIN event e USING (position) ORDER BY e.position`,
    [ownerOf(stream), after.position, upTo, limit + 1],
  );
  const [first] = found;
  if (first && now.getTime() - first.at.getTime() > FEED_KEPT_DAYS * DAY_MS)
    throw new DomainError('feed_position_too_old', { keptDays: FEED_KEPT_DAYS });
  const events = found.slice(0, limit);
  const last = events.at(-1);
  return {
    messages: (await tellable(reader, stream, events, userId)).map(toMessage),
    reached: last ? { position: last.position, known: last.id } : after,
    more: found.length > limit,
  };
}

async function tellable(
  reader: Reader,
  stream: Stream,
  events: readonly StreamEvent[],
  userId: string,
): Promise<readonly StreamEvent[]> {
  if (stream.audience !== 'provider') return events;
  const { providerId } = stream;
  const untold = await withheld(
    reader,
    events.map((event) => ({ ...event, providerIds: [providerId] })),
  );
  const asked = events.filter(({ position }) => !untold.has(telling(position, providerId)));
  const told = await withinLimit(reader, asked, userId);
  if (!told.some(({ name }) => name.startsWith('offer.'))) return told;
  const [user]: { enteredAt: Date | null }[] = await reader.query(
    'SELECT entered_at AS "enteredAt" FROM app_user WHERE id = $1',
    [userId],
  );
  const enteredAt = user?.enteredAt ?? null;
  return told.filter(({ name, at }) => !name.startsWith('offer.') || (enteredAt !== null && at >= enteredAt));
}

/** Leaves out what does not concern the branches of a limited user. */
async function withinLimit(
  reader: Reader,
  events: readonly StreamEvent[],
  userId: string,
): Promise<readonly StreamEvent[]> {
  if (events.length === 0 || !(await isLimited(reader, userId))) return events;
  const told = await toldWithinLimits(reader, events, [userId]);
  const positions = new Set(told.map(({ position }) => position));
  return events.filter(({ position }) => positions.has(position));
}

/**
 * Reads the events after a client's last feed position. Without a position, returns no events and the
 * position from which to start.
 *
 * @throws DomainError `feed_position_unknown`, `feed_position_too_old`
 */
export async function readFeed(
  reader: Reader,
  actor: Actor,
  { after, limit = MOST_ITEMS }: FeedRequest,
  now: Date,
): Promise<FeedPage> {
  if (actor.kind === 'system') throw new DomainError('role_not_allowed');
  const stream = streamOf(actor);
  const upTo = await settledPosition(reader);
  if (after === undefined)
    return { items: [], position: (await streamEnd(reader, stream, upTo)).known, more: false };
  const { messages, reached, more } = await streamAfter(
    reader,
    stream,
    { after: await placeIn(reader, stream, after), upTo, limit, userId: actor.userId },
    now,
  );
  return { items: messages, position: reached.known, more };
}

/**
 * Converts an event to the message for subscribers. The message leaves out the actor, the log position and the
 * digests.
 */
export function toMessage({ id, name, at, subject, payload }: Omit<StreamEvent, 'position'>): EventMessage {
  return { position: id, name, at: at.toISOString(), subject, payload: withoutDigests(payload) };
}

function withoutDigests(payload: EventPayloads[EventName]): ToldPayloads[EventName] {
  if (!('digests' in payload)) return payload;
  const { digests: _, ...told } = payload;
  return told;
}

const OF_ACCOUNTS = `(name LIKE 'user.%' OR name LIKE 'session.%')`;
/** An SQL fragment that selects all events of a provider: about its work and about its accounts. */
const OF_PROVIDER =
  '(SELECT p.provider_id, e.position, e.id, e.name FROM event_provider p JOIN event e USING (position)) own';
/** An SQL condition that leaves out the events that the staff of an authority may not see. */
const OPEN_TO_STAFF = `NOT ${isSealedEvent('event')}`;

/**
 * An SQL fragment that selects the events of a stream. `$1` is the id of the stream's authority or provider.
 * The function `streamsOf` states in TypeScript which streams an event belongs to, and must agree.
 */
function entriesOf({ audience }: Stream): string {
  if (audience === 'provider') return `${OF_PROVIDER} WHERE provider_id = $1 AND NOT ${OF_ACCOUNTS}`;
  if (audience === 'provider_administrators')
    return `event WHERE provider_ids[1] = $1 AND ${OF_ACCOUNTS} AND position IS NOT NULL`;
  if (audience === 'auditors') return `event WHERE authority_id = $1 AND ${OPEN_TO_STAFF}`;
  if (audience === 'administrators') return `event WHERE authority_id = $1 AND ${OF_ACCOUNTS}`;
  return `event WHERE authority_id = $1 AND NOT ${OF_ACCOUNTS} AND ${OPEN_TO_STAFF}`;
}

const ownerOf = (stream: Stream): string => ('providerId' in stream ? stream.providerId : stream.authorityId);

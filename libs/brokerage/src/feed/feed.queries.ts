import type { Actor } from '#contracts/roles-and-actors';
import type { EventMessage, EventName, EventPayloads } from '#contracts/events';
import { FEED_KEPT_DAYS, type FeedPage, type FeedRequest } from '#contracts/feed';
import { DomainError } from '#domain/domain-error';
import { type Stream, streamOf } from '#domain/feed/streams';
import type { Reader } from '#platform/database/database';
import { settledPosition } from '#platform/log/log-reader';
import { telling, withheld } from './withheld.queries.js';

/** The position before the first event. */
export const BEGINNING = '0';

const DAY_MS = 86_400_000;
const MOST_ITEMS = 200;

/** The part of a stream's event that its subscribers may see. */
interface StreamEvent {
  readonly position: string;
  readonly name: EventName;
  readonly at: Date;
  readonly subject: { readonly type: string; readonly id: string };
  readonly payload: EventPayloads[EventName];
}

export interface StreamSlice {
  readonly after: string;
  /** The last position to read. It is settled (`settledPosition`): no earlier event can still be committed. */
  readonly upTo: string;
  readonly limit: number;
}

/** Returns the position of a stream's newest event up to a settled position. A new subscriber starts there. */
export async function streamEnd(reader: Reader, stream: Stream, upTo: string): Promise<string> {
  const [last]: { position: string }[] = await reader.query(
    `SELECT position FROM ${entriesOf(stream)} AND position <= $2 ORDER BY position DESC LIMIT 1`,
    [ownerOf(stream), upTo],
  );
  return last?.position ?? BEGINNING;
}

/**
 * Checks that a position belongs to this stream. Positions differ between streams, so that no subscriber learns how
 * much happens elsewhere.
 *
 * @throws DomainError `feed_position_unknown` if this stream never had the position
 */
export async function assertOwnPosition(reader: Reader, stream: Stream, position: string): Promise<void> {
  if (position === BEGINNING) return;
  const [own]: unknown[] = await reader.query(`SELECT 1 FROM ${entriesOf(stream)} AND position = $2`, [
    ownerOf(stream),
    position,
  ]);
  if (!own) throw new DomainError('feed_position_unknown');
}

export interface StreamPiece {
  /** The events that the subscriber may see, in order. */
  readonly messages: readonly EventMessage[];
  /** The position up to which events were read. It counts events that the subscriber may not see. */
  readonly position: string;
  readonly more: boolean;
}

/**
 * Reads the next piece of a stream as its subscribers may see it now.
 *
 * @throws DomainError `feed_position_too_old` if events in between are older than the feed keeps
 */
export async function streamAfter(
  reader: Reader,
  stream: Stream,
  { after, upTo, limit }: StreamSlice,
  now: Date,
): Promise<StreamPiece> {
  const found: StreamEvent[] = await reader.query(
    `SELECT e.position, e.name, e.at, e.payload, jsonb_build_object('type', e.subject_type, 'id', e.subject_id) AS subject
     FROM (SELECT position FROM ${entriesOf(stream)} AND position > $2 AND position <= $3
           ORDER BY position LIMIT $4) s
     JOIN event e USING (position) ORDER BY e.position`,
    [ownerOf(stream), after, upTo, limit + 1],
  );
  const [first] = found;
  if (first && now.getTime() - first.at.getTime() > FEED_KEPT_DAYS * DAY_MS)
    throw new DomainError('feed_position_too_old', { keptDays: FEED_KEPT_DAYS });
  const events = found.slice(0, limit);
  return {
    messages: (await tellable(reader, stream, events)).map(toMessage),
    position: events.at(-1)?.position ?? after,
    more: found.length > limit,
  };
}

async function tellable(
  reader: Reader,
  stream: Stream,
  events: readonly StreamEvent[],
): Promise<readonly StreamEvent[]> {
  if (stream.audience !== 'provider') return events;
  const { providerId } = stream;
  const untold = await withheld(
    reader,
    events.map((event) => ({ ...event, providerIds: [providerId] })),
  );
  return events.filter(({ position }) => !untold.has(telling(position, providerId)));
}

/**
 * Reads the events that a client missed.
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
  if (after === undefined) return { items: [], position: await streamEnd(reader, stream, upTo), more: false };
  await assertOwnPosition(reader, stream, after);
  const { messages, position, more } = await streamAfter(reader, stream, { after, upTo, limit }, now);
  return { items: messages, position, more };
}

/**
 * Converts an event to the message for subscribers, without the actor. The actor of an offer event would
 * break the seal.
 */
export function toMessage({ position, name, at, subject, payload }: StreamEvent): EventMessage {
  return { position, name, at: at.toISOString(), subject, payload };
}

const OF_ACCOUNTS = `(name LIKE 'user.%' OR name LIKE 'session.%')`;

/** SQL: the rows of a stream, without the condition on its owner. It divides the log as `streamsOf` does. */
function entriesOf({ audience }: Stream): string {
  if (audience === 'provider') return 'event_provider WHERE provider_id = $1';
  return `event WHERE authority_id = $1 AND ${audience === 'staff' ? 'NOT ' : ''}${OF_ACCOUNTS}`;
}

const ownerOf = (stream: Stream): string =>
  stream.audience === 'provider' ? stream.providerId : stream.authorityId;

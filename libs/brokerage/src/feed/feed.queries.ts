import type { Actor } from '#contracts/access';
import type { EventMessage, EventName, EventPayloads } from '#contracts/events';
import { FEED_KEPT_DAYS, type FeedPage, type FeedRequest } from '#contracts/feed';
import { DomainError } from '#domain/domain-error';
import { type Stream, streamOf } from '#domain/feed/streams';
import type { Reader } from '#platform/database/database';
import { settledPosition } from '#platform/log/log-reader';
import { telling, withheld } from './withheld.queries.js';

/** The position before the first event of all. */
export const BEGINNING = '0';

const DAY_MS = 86_400_000;
const MOST_ITEMS = 200;

/** An event of a stream, as far as its subscribers may know it. */
interface StreamEvent {
  readonly position: string;
  readonly name: EventName;
  readonly at: Date;
  readonly subject: { readonly type: string; readonly id: string };
  readonly payload: EventPayloads[EventName];
}

export interface StreamSlice {
  readonly after: string;
  /** Nothing later than this, which is settled: see `settledPosition`. */
  readonly upTo: string;
  readonly limit: number;
}

/** Where somebody who is new to a stream starts: at its newest event, up to a settled position of the log. */
export async function streamEnd(reader: Reader, stream: Stream, upTo: string): Promise<string> {
  const [last]: { position: string }[] = await reader.query(
    `SELECT position FROM ${entriesOf(stream)} AND position <= $2 ORDER BY position DESC LIMIT 1`,
    [ownerOf(stream), upTo],
  );
  return last?.position ?? BEGINNING;
}

/** Positions are given to one stream only: nobody learns from another's how much goes on elsewhere.
 *  @throws DomainError `feed_position_unknown` for one that this stream never gave */
export async function assertOwnPosition(reader: Reader, stream: Stream, position: string): Promise<void> {
  if (position === BEGINNING) return;
  const [own]: unknown[] = await reader.query(`SELECT 1 FROM ${entriesOf(stream)} AND position = $2`, [
    ownerOf(stream),
    position,
  ]);
  if (!own) throw new DomainError('feed_position_unknown');
}

export interface StreamPiece {
  /** What may be told of it, in order. */
  readonly messages: readonly EventMessage[];
  /** How far it goes, told or not. */
  readonly position: string;
  readonly more: boolean;
}

/**
 * The next piece of a stream, as its subscribers may hear it at this moment.
 *
 * @throws DomainError `feed_position_too_old` when something between is older than what is kept
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

/** What somebody missed.
 *  @throws DomainError `feed_position_unknown`, `feed_position_too_old` */
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

/** Without who acted: that would unseal an offer. */
export function toMessage({ position, name, at, subject, payload }: StreamEvent): EventMessage {
  return { position, name, at: at.toISOString(), subject, payload };
}

const OF_ACCOUNTS = `(name LIKE 'user.%' OR name LIKE 'session.%')`;

/** The rows that make up a stream, up to the condition on its owner. The same division as `streamsOf`. */
function entriesOf({ audience }: Stream): string {
  if (audience === 'provider') return 'event_provider WHERE provider_id = $1';
  return `event WHERE authority_id = $1 AND ${audience === 'staff' ? 'NOT ' : ''}${OF_ACCOUNTS}`;
}

const ownerOf = (stream: Stream): string =>
  stream.audience === 'provider' ? stream.providerId : stream.authorityId;

import type { EventName, EventPayloads } from '#contracts/events';
import type { Reader } from '../database/database.js';
import { sqlState } from '../database/postgres-error.js';

/**
 * An event as stored in the event log. The position is a string of decimal digits, because a JavaScript
 * number cannot hold every 64-bit integer.
 */
export type LoggedEvent = {
  [N in EventName]: {
    readonly position: string;
    readonly id: string;
    readonly name: N;
    readonly payload: EventPayloads[N];
    readonly authorityId: string | null;
    readonly providerIds: readonly string[];
    readonly subject: { readonly type: string; readonly id: string };
    readonly packageId: string | null;
    readonly actorId: string | null;
    readonly at: Date;
    /** The id of the request or job that caused the event. The audit seal does not cover this id. */
    readonly requestId: string | null;
  };
}[EventName];

/**
 * The TypeScript types of database columns that contain text or JSON. Only the tool that type-checks SQL
 * statements reads this interface.
 */
export interface StoredColumns {
  readonly 'event.name': EventName;
  readonly 'event.payload': EventPayloads[EventName];
}

/** An event as a database row. This type cannot say that each name has its own type of payload. */
type EventRow = Omit<LoggedEvent, 'name' | 'payload'> & {
  readonly name: EventName;
  readonly payload: EventPayloads[EventName];
};

/**
 * Converts a database row to an event. The cast is safe, because `EventLog.append` only stores a payload that
 * belongs to the event's name.
 */
const loggedEvent = (row: EventRow): LoggedEvent => row as LoggedEvent;

export interface LogPiece {
  readonly events: readonly LoggedEvent[];
  /**
   * True if there may be later events that are not settled, and so cannot be read yet. The changes that these
   * events report may already be visible in other tables.
   */
  readonly isCut: boolean;
}

/**
 * Reads at most `limit` settled events after a position, in order (docs/decisions/0020). No further event can
 * appear before a settled event.
 *
 * Do not call this function in a snapshot, because a snapshot does not see later commits. Do not call it on a
 * standby server, because it fails there.
 */
export async function readLogAfter(reader: Reader, position: string, limit: number): Promise<LogPiece> {
  const rows: (EventRow & { readonly isCut: boolean })[] = await reader.query(
    `SELECT ${LOGGED}, coalesce(is_cut, false) AS "isCut"
     FROM (SELECT (entry).*, is_cut FROM event_after($1, $2)) e WHERE position IS NOT NULL ORDER BY position`,
    [position, limit],
  );
  return {
    events: rows.map(({ isCut: _, ...event }) => loggedEvent(event)),
    isCut: rows.some(({ isCut }) => isCut),
  };
}

/**
 * Returns the position of the last event that `readLogAfter` would read, or null if there is none. Needs the same care.
 */
export async function lastPositionAfter(
  reader: Reader,
  position: string,
  limit: number,
): Promise<string | null> {
  const [row]: { position: string | null }[] = await reader.query(
    'SELECT max((entry).position) AS position FROM event_after($1, $2)',
    [position, limit],
  );
  return row?.position ?? null;
}

/**
 * Reads the events after position `first` up to and including position `last`. Both must be settled
 * positions, so that no event can be missing.
 */
export async function readLogBetween(reader: Reader, first: string, last: string): Promise<LoggedEvent[]> {
  const rows: EventRow[] = await reader.query(
    `SELECT ${LOGGED} FROM event WHERE position > $1 AND position <= $2 ORDER BY position`,
    [first, last],
  );
  return rows.map(loggedEvent);
}

/** Reads one event, or undefined if there is none with this id. */
export async function loggedEventById(reader: Reader, id: string): Promise<LoggedEvent | undefined> {
  const rows: EventRow[] = await reader.query(
    `SELECT ${LOGGED} FROM event WHERE id = $1 AND position IS NOT NULL`,
    [id],
  );
  return rows.map(loggedEvent)[0];
}

const LOGGED = `position, id, name, payload, authority_id AS "authorityId", provider_ids AS "providerIds",
                jsonb_build_object('type', subject_type, 'id', subject_id) AS subject,
                package_id AS "packageId", actor_id AS "actorId", at, request_id AS "requestId"`;

/**
 * Returns the position of the newest settled event, or `0` without one. No further event can appear at or
 * before this position.
 *
 * The result is always the position of a stored event. The position of a failed commit would be no safe
 * result, because PostgreSQL may give it to another event after a crash.
 */
export async function settledPosition(reader: Reader): Promise<string> {
  const [row]: { position: string }[] = await reader.query(
    'SELECT position FROM event WHERE position <= (SELECT event_settled()) ORDER BY position DESC LIMIT 1',
  );
  return row?.position ?? '0';
}

/**
 * Returns true for the error that is thrown if the event log ends before the given position. The database was
 * then restored from a backup.
 */
export const endsBeforeWhatWasRead = (error: unknown): boolean => sqlState(error) === 'HW001';

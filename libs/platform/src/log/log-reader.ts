import type { EventName, EventPayloads } from '#contracts/events';
import type { Reader } from '../database/database.js';
import { sqlState } from '../database/postgres-error.js';

/** A stored event. Positions are decimal digits, since they may outgrow a double. */
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
    /** The request or the job's cause that it came of: for logs, and covered by no seal. */
    readonly requestId: string | null;
  };
}[EventName];

/** What columns of the log hold that PostgreSQL knows as text or JSON only; the check of statements reads it. */
export interface StoredColumns {
  readonly 'event.name': EventName;
  readonly 'event.payload': EventPayloads[EventName];
}

/** An event as a row: that its payload is the one of its name is not in the type. */
type EventRow = Omit<LoggedEvent, 'name' | 'payload'> & {
  readonly name: EventName;
  readonly payload: EventPayloads[EventName];
};

/** `EventLog.append` stores a name only with its own payload. */
const loggedEvent = (row: EventRow): LoggedEvent => row as LoggedEvent;

export interface LogPiece {
  readonly events: readonly LoggedEvent[];
  /** Later events can perhaps be seen in the tables already, but not be read yet. */
  readonly isCut: boolean;
}

/**
 * The settled events after a position, in order. Nothing can appear later at or before a position once read:
 * positions are drawn at commit, and no reader gets past one whose commit is still under way (decision 20).
 * Not for a snapshot, which does not see what settles meanwhile, nor on a standby: PostgreSQL refuses.
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

/** The events between two positions that are both settled, without the first and with the last. */
export async function readLogBetween(reader: Reader, first: string, last: string): Promise<LoggedEvent[]> {
  const rows: EventRow[] = await reader.query(
    `SELECT ${LOGGED} FROM event WHERE position > $1 AND position <= $2 ORDER BY position`,
    [first, last],
  );
  return rows.map(loggedEvent);
}

const LOGGED = `position, id, name, payload, authority_id AS "authorityId", provider_ids AS "providerIds",
                jsonb_build_object('type', subject_type, 'id', subject_id) AS subject,
                package_id AS "packageId", actor_id AS "actorId", at, request_id AS "requestId"`;

/**
 * The newest event that can be read now: nothing can appear at or before it any more. `0` before the first event.
 * Always an event's: what was drawn and came to nothing may be drawn again after a crash of PostgreSQL.
 */
export async function settledPosition(reader: Reader): Promise<string> {
  const [row]: { position: string }[] = await reader.query(
    'SELECT position FROM event WHERE position <= (SELECT event_settled()) ORDER BY position DESC LIMIT 1',
  );
  return row?.position ?? '0';
}

/** The log ends before what was read: the database was put back to an earlier state of itself. */
export const endsBeforeWhatWasRead = (error: unknown): boolean => sqlState(error) === 'HW001';

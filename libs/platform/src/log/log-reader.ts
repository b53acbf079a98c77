import type { EventName, EventPayloads } from '#contracts/events';
import type { Reader } from '../database/database.js';

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

export interface LogPiece {
  readonly events: readonly LoggedEvent[];
  /** Later events can perhaps be seen in the tables already, but not be read yet. */
  readonly isCut: boolean;
}

/**
 * The settled events after a position, in order. Nothing can appear later at or before a position once read:
 * positions are drawn at commit, and no reader gets past one whose commit is still under way (decision 20).
 * Not for a snapshot, which does not see what settles meanwhile: PostgreSQL refuses.
 */
export async function readLogAfter(reader: Reader, position: string, limit: number): Promise<LogPiece> {
  const rows: (LoggedEvent & { readonly isCut: boolean })[] = await reader.query(
    `SELECT ${LOGGED}, is_cut AS "isCut"
     FROM (SELECT (entry).*, is_cut FROM event_after($1, $2)) e ORDER BY position`,
    [position, limit],
  );
  return { events: rows.map(({ isCut: _, ...event }) => event), isCut: rows.some(({ isCut }) => isCut) };
}

/** The events between two positions that are both settled, without the first and with the last. */
export async function readLogBetween(reader: Reader, first: string, last: string): Promise<LoggedEvent[]> {
  return reader.query(
    `SELECT ${LOGGED} FROM event WHERE position > $1 AND position <= $2 ORDER BY position`,
    [first, last],
  );
}

const LOGGED = `position, id, name, payload, authority_id AS "authorityId", provider_ids AS "providerIds",
                jsonb_build_object('type', subject_type, 'id', subject_id) AS subject,
                package_id AS "packageId", actor_id AS "actorId", at, request_id AS "requestId"`;

/** How far the log can be read now: nothing can appear at or before it any more. `0` before the first event. */
export async function settledPosition(reader: Reader): Promise<string> {
  const [row]: { position: string }[] = await reader.query('SELECT event_settled()::text AS position');
  return row?.position ?? '0';
}

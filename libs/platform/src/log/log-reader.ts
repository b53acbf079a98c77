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

/**
 * The events after a position, in order. Nothing can appear later at or before a position once read:
 * positions are given at commit, under a lock held until the commit is visible (migration EventLog).
 */
export async function readLogAfter(reader: Reader, position: string, limit: number): Promise<LoggedEvent[]> {
  return reader.query(
    `SELECT position, id, name, payload, authority_id AS "authorityId", provider_ids AS "providerIds",
            jsonb_build_object('type', subject_type, 'id', subject_id) AS subject,
            package_id AS "packageId", actor_id AS "actorId", at, request_id AS "requestId"
     FROM event WHERE position > $1 ORDER BY position LIMIT $2`,
    [position, limit],
  );
}

/** The position of the newest event; `0` when there is none. */
export async function lastPosition(reader: Reader): Promise<string> {
  const [row]: { position: string }[] = await reader.query(
    'SELECT coalesce(max(position), 0)::text AS position FROM event',
  );
  return row?.position ?? '0';
}

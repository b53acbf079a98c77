import { sessionIsLive } from '#domain/rules-in-sql';
import type { Database } from '#platform/database/database';

const TOUCH_EVERY_MS = 60_000;

/**
 * Records that a session was used now, so that it does not end as idle. Writes at most once a minute. A session
 * that has ended meanwhile stays as it is.
 */
export async function touchSession(
  database: Database,
  session: { readonly id: string; readonly lastSeenAt: Date },
  now: Date,
): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < TOUCH_EVERY_MS) return;
  await database.transaction((tx) =>
    tx.write(
      `UPDATE session s SET last_seen_at = $2
       FROM app_user u
       WHERE s.id = $1 AND s.last_seen_at < $2 AND u.id = s.user_id AND ${sessionIsLive('s', 'u', '$2::timestamptz')}`,
      [session.id, now],
    ),
  );
}

/** Records that the sessions of open sockets were used now. Returns the sessions that are still valid. */
export async function keepAwake(
  database: Database,
  sessionIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await database.transaction((tx) =>
    tx.write<{ id: string }>(
      `UPDATE session s SET last_seen_at = greatest(s.last_seen_at, $2)
       FROM app_user u
       WHERE s.id = ANY($1) AND u.id = s.user_id AND ${sessionIsLive('s', 'u', '$2::timestamptz')}
       RETURNING s.id`,
      [sessionIds, now],
    ),
  );
  return new Set(rows.map(({ id }) => id));
}

import { sessionIsLive } from '#domain/rules-in-sql';
import type { CrossTenantDatabase, Database } from '#platform/database/database';
import { tenantOf } from '#platform/database/tenant';
import type { FoundSession } from './identity.queries.js';

const TOUCH_EVERY_MS = 60_000;

/**
 * Records that a session was used now, so that it does not end as idle. Writes at most once a minute. A session
 * that has ended meanwhile stays as it is.
 */
export async function touchSession(
  database: Database,
  { actor, lastSeenAt }: FoundSession,
  now: Date,
): Promise<void> {
  if (now.getTime() - lastSeenAt.getTime() < TOUCH_EVERY_MS) return;
  await database.transaction(tenantOf(actor), (tx) =>
    tx.write(
      `UPDATE session s SET last_seen_at = $2
       FROM app_user u
       WHERE s.id = $1 AND s.last_seen_at < $2 AND u.id = s.user_id AND ${sessionIsLive('s', 'u', '$2::timestamptz')}`,
      [actor.sessionId, now],
    ),
  );
}

/**
 * Records that the sessions of open sockets were used now. Returns the sessions that are still valid. The
 * sockets of one process belong to users of all tenants.
 */
export async function keepAwake(
  database: CrossTenantDatabase,
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

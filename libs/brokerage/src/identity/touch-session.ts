import type { Reader } from '#platform/database/database';

const TOUCH_EVERY_MS = 60_000;

/** Keeps a session that is used from falling idle; written at most once a minute. */
export async function touchSession(
  reader: Reader,
  session: { readonly id: string; readonly lastSeenAt: Date },
  now: Date,
): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < TOUCH_EVERY_MS) return;
  await reader.query('UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2', [
    session.id,
    now,
  ]);
}

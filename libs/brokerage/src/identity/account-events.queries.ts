import type { AccountEventView } from '#contracts/identity';
import type { Page, PageRequest } from '#contracts/list-page';
import type { Reader } from '#platform/database/database';
import type { Organisation } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

/**
 * An SQL condition that is true if event `e` is about an account. The indexes of these events state the same
 * condition.
 */
const OF_ACCOUNTS = `(e.name LIKE 'user.%' OR e.name LIKE 'session.%') AND e.position IS NOT NULL`;

const ACCOUNT_EVENT = `
  SELECT e.id, e.at, e.name, e.subject_id AS "userId", coalesce(u.name, '') AS "userName", by_user.name AS "actorName"
  FROM event e
  LEFT JOIN app_user u ON u.id = e.subject_id::uuid
  LEFT JOIN app_user by_user ON by_user.id = e.actor_id
  WHERE ${OF_ACCOUNTS}`;

/** Lists what happened to the accounts of an organisation, newest first. */
export async function accountEventPage(
  reader: Reader,
  own: Organisation,
  request: PageRequest,
): Promise<Page<AccountEventView>> {
  const slice = sliceOf(request);
  const rows: AccountEventView[] = await reader.views(
    `${ACCOUNT_EVENT} AND (e.authority_id = $1 OR e.provider_ids[1] = $2)
       AND ($3::uuid IS NULL OR e.id < $3)
     ORDER BY e.id DESC LIMIT $4`,
    [own.authorityId, own.providerId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/** Lists what happened to a user's own account, newest first. */
export async function ownAccountEventPage(
  reader: Reader,
  userId: string,
  request: PageRequest,
): Promise<Page<AccountEventView>> {
  const slice = sliceOf(request);
  const rows: AccountEventView[] = await reader.views(
    `${ACCOUNT_EVENT} AND e.subject_id = $1 AND ($2::uuid IS NULL OR e.id < $2)
     ORDER BY e.id DESC LIMIT $3`,
    [userId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * Returns when sign-ins of a user were last throttled because of many wrong passwords. Returns null if this
 * was before the user's previous session began.
 */
export async function guessedSincePreviousSession(
  reader: Reader,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string },
): Promise<Date | null> {
  const [last]: { at: Date | null }[] = await reader.query(
    `SELECT max(e.at) AS at FROM event e
     WHERE ${OF_ACCOUNTS} AND e.subject_id = $1::text AND e.name = 'user.guessed'
       AND e.at > coalesce((SELECT max(s.started_at) FROM session s WHERE s.user_id = $1::uuid AND s.scopes IS NULL AND s.id <> $2), '-infinity')`,
    [userId, sessionId],
  );
  return last?.at ?? null;
}

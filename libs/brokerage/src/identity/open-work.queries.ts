import type { OpenWorkView } from '#contracts/identity';
import { sessionIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import type { Organisation } from '../access/scope.js';
import { userIn } from './identity.queries.js';
import { OWNED_WORK } from './steps/owned-work.js';

/** SQL: counts the open items of user `$1`, over every kind of work that is reassigned. */
const OPEN_ITEMS = OWNED_WORK.map(
  ({ table, column, isOpen = 'true' }) =>
    `(SELECT count(*) FROM ${table} WHERE authority_id = $2 AND ${column} = $1 AND ${isOpen})`,
).join(' + ');

/**
 * Says what a user of the organisation holds, before the user is disabled or gets another role: the open work that
 * goes to a colleague, and the sessions that end. Numbers only, because administrators see no care.
 *
 * @throws DomainError `user_not_found` also for a user of another organisation
 */
export async function openWorkOf(
  reader: Reader,
  own: Organisation,
  userId: string,
  now: Date,
): Promise<OpenWorkView> {
  await userIn(reader, own, userId);
  const [held]: OpenWorkView[] = await reader.query(
    `SELECT (${OPEN_ITEMS})::int AS "openItems",
            (SELECT count(*) FROM session s JOIN app_user u ON u.id = s.user_id
             WHERE s.user_id = $1 AND ${sessionIsLive('s', 'u', '$3::timestamptz')})::int AS sessions,
            EXISTS (SELECT 1 FROM app_user c WHERE c.authority_id = $2 AND c.id <> $1 AND c.disabled_at IS NULL
                    AND c.role IN ('officer', 'commissioner')) AS "hasColleague"`,
    [userId, own.authorityId, now],
  );
  return held ?? { openItems: 0, sessions: 0, hasColleague: false };
}

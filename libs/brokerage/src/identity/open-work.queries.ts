import type { OpenWorkView } from '#contracts/identity';
import { sessionIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import type { Organisation } from '../access/scope.js';
import { userIn } from './identity.queries.js';
import { openOfKind, OWNED_WORK } from './steps/owned-work.js';

/** SQL: the open items of user `$1` of authority `$2`, by kind. */
const OPEN_BY_KIND = `jsonb_build_object(${OWNED_WORK.map(
  (owned) => `'${owned.kind}', ${openOfKind(owned, { userId: '$1', authorityId: '$2' })}`,
).join(', ')})`;

/** SQL: true if another enabled user of authority `$2` has one of the roles. */
const hasOther = (roles: string): string => `
  EXISTS (SELECT 1 FROM app_user c WHERE c.authority_id = $2 AND c.id <> $1 AND c.disabled_at IS NULL AND c.role IN (${roles}))`;

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
  const [held]: Omit<OpenWorkView, 'openItems'>[] = await reader.query(
    `SELECT ${OPEN_BY_KIND} AS "openByKind",
            (SELECT count(*) FROM session s JOIN app_user u ON u.id = s.user_id
             WHERE s.user_id = $1 AND ${sessionIsLive('s', 'u', '$3::timestamptz')})::int AS sessions,
            ${hasOther(`'officer', 'commissioner'`)} AS "hasColleague",
            ${hasOther(`'commissioner'`)} AS "hasCommissioner"`,
    [userId, own.authorityId, now],
  );
  if (!held) throw new Error('a query without a table returns one row');
  return { ...held, openItems: Object.values(held.openByKind).reduce((sum, count) => sum + count, 0) };
}

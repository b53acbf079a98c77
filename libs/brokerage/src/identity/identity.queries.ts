import { type Actor, ROLES } from '#contracts/roles-and-actors';
import type { SessionView, UserFilter, UserView } from '#contracts/identity';
import { KEY_SCOPES, type KeyScope } from '#contracts/keys';
import type { Page, PageRequest } from '#contracts/list-page';
import { isSessionLive } from '#domain/access/session-lifetime';
import { sessionIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Organisation } from '../access/scope.js';
import { containing, sliceOf, toPage } from '../paging/page.js';

type UserActor = Exclude<Actor, { kind: 'system' }>;

interface SessionRow {
  /** The SHA-256 hash of the session token, in hexadecimal. */
  readonly tokenHash: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly role: string | null;
  readonly authorityId: string | null;
  readonly providerId: string | null;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly disabledAt: Date | null;
  /** What a machine key may do. Null for a session that began with a sign-in. */
  readonly scopes: string[] | null;
}

const SESSIONS_BY_TOKEN = `
  SELECT encode(token_hash, 'hex') AS "tokenHash", session_id AS "sessionId", user_id AS "userId", role,
         authority_id AS "authorityId", provider_id AS "providerId", last_seen_at AS "lastSeenAt",
         expires_at AS "expiresAt", revoked_at AS "revokedAt", disabled_at AS "disabledAt", scopes
  FROM access_by_token($1)
  WHERE token_hash IS NOT NULL AND session_id IS NOT NULL AND user_id IS NOT NULL AND last_seen_at IS NOT NULL
    AND expires_at IS NOT NULL`;

export interface FoundSession {
  readonly actor: UserActor;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  /** What the machine key may do. Null for a session that began with a sign-in. */
  readonly scopes: readonly KeyScope[] | null;
}

/**
 * Finds the users who are signed in with these session tokens, given as SHA-256 hashes in hexadecimal. Leaves
 * out ended sessions and disabled users.
 */
export async function sessionsByToken(
  reader: Reader,
  tokenHashes: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, FoundSession>> {
  const hashes = tokenHashes.map((hash) => Buffer.from(hash, 'hex'));
  const rows: SessionRow[] = await reader.query(SESSIONS_BY_TOKEN, [hashes]);
  return new Map(
    rows.flatMap((row): [string, FoundSession][] => {
      const { tokenHash, expiresAt, lastSeenAt } = row;
      const scopes = row.scopes && KEY_SCOPES.filter((scope) => row.scopes?.includes(scope));
      const actor = isSessionLive({ ...row, isKey: scopes !== null }, now) ? toActor(row) : null;
      return actor ? [[tokenHash, { actor, expiresAt, lastSeenAt, scopes }]] : [];
    }),
  );
}

function toActor({ userId, sessionId, authorityId, providerId, ...row }: SessionRow): UserActor | null {
  const role = ROLES.find((one) => one === row.role);
  if (role === undefined) return null;
  if (role === 'provider')
    return providerId === null ? null : { kind: 'provider', userId, sessionId, role, providerId };
  if (role === 'provider_administrator')
    return providerId === null ? null : { kind: role, userId, sessionId, role, providerId };
  return authorityId === null ? null : { kind: 'staff', userId, sessionId, role, authorityId };
}

/** Lists a user's own sessions that have not ended, newest first. Machine keys are listed by `keysOf`. */
export async function ownSessions(
  reader: Reader,
  { userId, sessionId }: Pick<UserActor, 'userId' | 'sessionId'>,
  now: Date,
): Promise<SessionView[]> {
  return reader.views(
    `SELECT s.id, s.started_at AS "startedAt", s.expires_at AS "expiresAt", s.last_seen_at AS "lastSeenAt", s.client,
            s.id = $2 AS current
     FROM session s JOIN app_user u ON u.id = s.user_id
     WHERE s.user_id = $1 AND s.scopes IS NULL AND ${sessionIsLive('s', 'u', '$3::timestamptz')}
     ORDER BY s.id DESC`,
    [userId, sessionId, now],
  );
}

const USER_VIEW = `
  SELECT u.id, u.email, u.name, u.role, u.authority_id AS "authorityId", u.provider_id AS "providerId",
         u.disabled_at AS "disabledAt", u.password_hash IS NOT NULL AS "hasJoined",
         (SELECT l.expires_at FROM account_link l
          WHERE l.user_id = u.id AND l.used_at IS NULL AND l.revoked_at IS NULL) AS "linkExpiresAt",
         (SELECT array_agg(l.branch_id ORDER BY l.branch_id) FROM user_branch l WHERE l.user_id = u.id) AS "branchIds",
         (SELECT jsonb_build_object('at', q.requested_at, 'newEmail', q.new_email)
          FROM link_request q WHERE q.user_id = u.id) AS request,
         (SELECT CASE WHEN m.status = 'bounced' THEN m.next_at END FROM message m
          WHERE m.recipient_id = u.id AND m.status IN ('accepted', 'delivered', 'bounced')
          ORDER BY m.id DESC LIMIT 1) AS "mailBouncedAt",
         u.version
  FROM app_user u`;

/**
 * SQL: true for a user `u` of the organisation with the authority `$1` or the provider `$2`. The other
 * parameter is null.
 */
const OF_ORGANISATION = '(u.authority_id = $1 OR u.provider_id = $2)';

/**
 * Reads a user without checking the tenant. The caller is this user, or the act that has just written the
 * user.
 */
export async function userView(reader: Reader, id: string): Promise<UserView> {
  const [row]: UserView[] = await reader.views(`${USER_VIEW} WHERE u.id = $1`, [id]);
  return found(row, 'user_not_found');
}

/** @throws DomainError `user_not_found` also for a user of another organisation */
export async function userIn(reader: Reader, own: Organisation, id: string): Promise<UserView> {
  const [row]: UserView[] = await reader.views(`${USER_VIEW} WHERE ${OF_ORGANISATION} AND u.id = $3`, [
    own.authorityId,
    own.providerId,
    id,
  ]);
  return found(row, 'user_not_found');
}

/** Lists the users of an organisation, newest first. */
export async function userPage(
  reader: Reader,
  own: Organisation,
  { role, state, search, ...request }: PageRequest & UserFilter,
): Promise<Page<UserView>> {
  const slice = sliceOf(request);
  const rows: UserView[] = await reader.views(
    `${USER_VIEW} WHERE ${OF_ORGANISATION} AND ($3::uuid IS NULL OR u.id < $3) AND ($4::text IS NULL OR u.role = $4)
       AND ($5::text IS NULL OR ($5 = 'asking' AND EXISTS (SELECT 1 FROM link_request q WHERE q.user_id = u.id))
            OR $5 = CASE WHEN u.disabled_at IS NOT NULL THEN 'disabled'
                                          WHEN u.password_hash IS NULL THEN 'invited' ELSE 'active' END)
       AND ($6::text IS NULL OR u.name ILIKE $6 OR u.email ILIKE $6)
     ORDER BY u.id DESC LIMIT $7`,
    [
      own.authorityId,
      own.providerId,
      slice.after,
      role ?? null,
      state ?? null,
      containing(search),
      slice.fetch,
    ],
  );
  return toPage(rows, slice);
}

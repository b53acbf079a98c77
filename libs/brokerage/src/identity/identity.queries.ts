import type { Actor, Role } from '#contracts/roles-and-actors';
import type { SessionView, UserView } from '#contracts/identity';
import type { Page, PageRequest } from '#contracts/list-page';
import { isSessionLive } from '#domain/access/session-lifetime';
import { sessionIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

type UserActor = Exclude<Actor, { kind: 'system' }>;

interface SessionRow {
  /** The SHA-256 hash of the session token, in hexadecimal. */
  readonly tokenHash: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly role: Role;
  readonly authorityId: string | null;
  readonly providerId: string | null;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly disabledAt: Date | null;
}

const SESSIONS_BY_TOKEN = `
  SELECT encode(s.token_hash, 'hex') AS "tokenHash", s.id AS "sessionId", u.id AS "userId", u.role, u.authority_id AS "authorityId", u.provider_id AS "providerId",
         s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt", s.revoked_at AS "revokedAt", u.disabled_at AS "disabledAt"
  FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = ANY($1)`;

export interface FoundSession {
  readonly actor: UserActor;
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
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
      const actor = isSessionLive(row, now) ? toActor(row) : null;
      const { tokenHash, expiresAt, lastSeenAt } = row;
      return actor ? [[tokenHash, { actor, expiresAt, lastSeenAt }]] : [];
    }),
  );
}

function toActor({ userId, sessionId, role, authorityId, providerId }: SessionRow): UserActor | null {
  if (role === 'provider')
    return providerId === null ? null : { kind: 'provider', userId, sessionId, role, providerId };
  return authorityId === null ? null : { kind: 'staff', userId, sessionId, role, authorityId };
}

/** Lists a user's own sessions that have not ended, newest first. */
export async function ownSessions(
  reader: Reader,
  { userId, sessionId }: Pick<UserActor, 'userId' | 'sessionId'>,
  now: Date,
): Promise<SessionView[]> {
  return reader.views(
    `SELECT s.id, s.started_at AS "startedAt", s.expires_at AS "expiresAt", s.last_seen_at AS "lastSeenAt", s.client,
            s.id = $2 AS current
     FROM session s JOIN app_user u ON u.id = s.user_id
     WHERE s.user_id = $1 AND ${sessionIsLive('s', 'u', '$3::timestamptz')}
     ORDER BY s.id DESC`,
    [userId, sessionId, now],
  );
}

const USER_VIEW = `
  SELECT u.id, u.email, u.name, u.role, u.authority_id AS "authorityId", u.provider_id AS "providerId",
         u.disabled_at AS "disabledAt", u.version
  FROM app_user u`;

/**
 * SQL: the branches that have worked for the authority `$1` at any time, under a contract or a subcontract.
 */
const AT_WORK = `
  SELECT branch_id AS id FROM contract WHERE authority_id = $1
  UNION ALL SELECT delivering_branch_id FROM subcontract WHERE authority_id = $1`;

/**
 * SQL: true for a user `u` that administrators of the authority `$1` manage: a user of the authority, or of a
 * provider that has worked for the authority. A provider's users can be managed by several authorities.
 */
const LOOKED_AFTER = `(u.authority_id = $1 OR u.provider_id IN (
  SELECT b.provider_id FROM branch b JOIN (${AT_WORK}) work ON work.id = b.id))`;

/**
 * Reads a user without checking the tenant. The caller is this user, or the act that has just written the
 * user.
 */
export async function userView(reader: Reader, id: string): Promise<UserView> {
  const [row]: UserView[] = await reader.views(`${USER_VIEW} WHERE u.id = $1`, [id]);
  return found(row, 'user_not_found');
}

/** @throws DomainError `user_not_found` */
export async function userIn(reader: Reader, authorityId: string, id: string): Promise<UserView> {
  const [row]: UserView[] = await reader.views(`${USER_VIEW} WHERE ${LOOKED_AFTER} AND u.id = $2`, [
    authorityId,
    id,
  ]);
  return found(row, 'user_not_found');
}

/** Lists the users that an authority manages, newest first. */
export async function userPage(
  reader: Reader,
  authorityId: string,
  request: PageRequest,
): Promise<Page<UserView>> {
  const slice = sliceOf(request);
  const rows: UserView[] = await reader.views(
    `${USER_VIEW} WHERE ${LOOKED_AFTER} AND ($2::uuid IS NULL OR u.id < $2) ORDER BY u.id DESC LIMIT $3`,
    [authorityId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * True if a provider has worked for the authority at any time. If so, the authority's administrators manage
 * the provider's users.
 */
export async function looksAfterProvider(
  reader: Reader,
  authorityId: string,
  providerId: string,
): Promise<boolean> {
  const rows: unknown[] = await reader.query(
    `SELECT 1 FROM branch b JOIN (${AT_WORK}) work ON work.id = b.id WHERE b.provider_id = $2 LIMIT 1`,
    [authorityId, providerId],
  );
  return rows.length > 0;
}

/** True if a provider has worked for any authority other than this one. */
export async function worksForOthers(
  reader: Reader,
  authorityId: string,
  providerId: string,
): Promise<boolean> {
  const rows: unknown[] = await reader.query(
    `SELECT 1 FROM branch b
     WHERE b.provider_id = $2 AND (
       EXISTS (SELECT 1 FROM contract WHERE branch_id = b.id AND authority_id <> $1)
       OR EXISTS (SELECT 1 FROM subcontract WHERE delivering_branch_id = b.id AND authority_id <> $1)) LIMIT 1`,
    [authorityId, providerId],
  );
  return rows.length > 0;
}

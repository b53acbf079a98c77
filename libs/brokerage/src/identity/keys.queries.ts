import type { KeyList, KeyView } from '#contracts/keys';
import type { Actor } from '#contracts/roles-and-actors';
import { scopesOfRole } from '#domain/access/key-scopes';
import { sessionIsLive } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Organisation, signedInUser } from '../access/scope.js';

/** SQL: the valid machine keys at `$1` of users of the organisation with the authority `$2` or the provider `$3`. */
const KEY_VIEW = `
  SELECT s.id, s.key_name AS name, s.scopes, u.id AS "userId", u.name AS "userName", s.started_at AS "createdAt",
         s.expires_at AS "expiresAt", CASE WHEN s.last_seen_at >= s.started_at THEN s.last_seen_at END AS "lastUsedAt"
  FROM session s JOIN app_user u ON u.id = s.user_id
  WHERE s.scopes IS NOT NULL AND s.key_name IS NOT NULL AND ${sessionIsLive('s', 'u', '$1::timestamptz')}
    AND (u.authority_id = $2 OR u.provider_id = $3)`;

/** The keys to list: those of an organisation, or of one user of it. */
export interface KeysAsked extends Organisation {
  readonly userId?: string;
}

/** Lists the valid machine keys of an organisation or of one of its users, newest first. */
export function keysOf(
  reader: Reader,
  { authorityId, providerId, userId }: KeysAsked,
  now: Date,
): Promise<KeyView[]> {
  return reader.views(`${KEY_VIEW} AND ($4::uuid IS NULL OR u.id = $4) ORDER BY s.id DESC`, [
    now,
    authorityId,
    providerId,
    userId ?? null,
  ]);
}

/** True for administrators, who see and end the keys of all users of their organisation, and make none. */
export function managesKeys(actor: Actor): boolean {
  return (
    actor.kind !== 'system' && (actor.role === 'administrator' || actor.role === 'provider_administrator')
  );
}

/** Lists the keys that a user sees: the own keys, or, for an administrator, those of the organisation. */
export async function keyList(reader: Reader, actor: Actor, now: Date): Promise<KeyList> {
  const { authorityId, providerId, userId } = signedInUser(actor);
  const asked = managesKeys(actor) ? { authorityId, providerId } : { authorityId, providerId, userId };
  return {
    keys: await keysOf(reader, asked, now),
    scopes: actor.kind === 'system' ? [] : scopesOfRole(actor.role),
  };
}

/** @throws DomainError `key_not_found` also for a key that has ended, and for a key of another organisation */
export async function keyIn(
  reader: Reader,
  { authorityId, providerId }: Organisation,
  id: string,
  now: Date,
): Promise<KeyView> {
  const [key]: KeyView[] = await reader.views(`${KEY_VIEW} AND s.id = $4`, [
    now,
    authorityId,
    providerId,
    id,
  ]);
  return found(key, 'key_not_found');
}

import { v7 as uuid } from 'uuid';
import { KEY_PREFIX, type KeyScope } from '#contracts/keys';
import type { Act } from '#platform/acts/act';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import { SessionEntity } from '../../rows/user.entity.js';

const DAY_MS = 86_400_000;
const BEFORE_FIRST_USE_MS = 60_000;

interface KeyToIssue {
  readonly userId: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly days: number;
  readonly now: Date;
}

/** A key with its secret. The database stores only a hash of the secret, so the secret cannot be read later. */
export interface IssuedKey {
  readonly id: string;
  readonly secret: string;
  readonly expiresAt: Date;
}

/**
 * Writes a machine key: a session that lasts for days and may use only the routes of its scopes. The user's row must be
 * locked.
 */
export async function issueKey(
  { tx }: Act,
  { userId, name, scopes, days, now }: KeyToIssue,
): Promise<IssuedKey> {
  const secret = `${KEY_PREFIX}${newToken()}`;
  const session: SessionEntity = {
    id: uuid(),
    userId,
    tokenHash: hashToken(secret),
    startedAt: now,
    // Earlier than the start, so that the first use is recorded and a key without use can be told.
    lastSeenAt: new Date(now.getTime() - BEFORE_FIRST_USE_MS),
    expiresAt: new Date(now.getTime() + days * DAY_MS),
    revokedAt: null,
    client: null,
    keyName: name,
    scopes: [...scopes],
  };
  await tx.insert(SessionEntity, session);
  return { id: session.id, secret, expiresAt: session.expiresAt };
}

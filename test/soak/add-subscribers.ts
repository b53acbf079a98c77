import { v7 as uuid } from 'uuid';
import { storeRows } from '#demonstration/rows/store-rows';
import type { CrossTenantDatabase } from '#platform/database/database';
import { hashToken, newToken } from '#platform/security/secret-tokens';
import type { AuthorityAtScale } from '../support/scale/authority-at-scale.js';

/**
 * A user with a live socket in the soak run. The user is an officer of the authority or works for a provider.
 */
export interface SoakSubscriber {
  readonly token: string;
  readonly audience: 'staff' | 'provider';
  readonly owner: string;
}

/**
 * Creates `count` users with one session each. Every tenth user is an officer, all others belong to
 * providers.
 */
export async function addSubscribers(
  database: CrossTenantDatabase,
  { authorityId, branches }: Pick<AuthorityAtScale, 'authorityId' | 'branches'>,
  count: number,
): Promise<SoakSubscriber[]> {
  const subscribers = Array.from({ length: count }, (_, n): SoakSubscriber => {
    const provider = branches[n % branches.length];
    if (n % 10 === 0 || !provider) return { token: newToken(), audience: 'staff', owner: authorityId };
    return { token: newToken(), audience: 'provider', owner: provider.providerId };
  });
  const now = new Date();
  const users = subscribers.map(({ audience, owner, token }) => {
    const id = uuid();
    const isStaff = audience === 'staff';
    const user = {
      id,
      email: `${id}@example.org`,
      name: 'Listener',
      role: isStaff ? 'officer' : 'provider',
      authorityId: isStaff ? owner : null,
      providerId: isStaff ? null : owner,
      passwordHash: '-',
      enteredAt: now,
      createdAt: now,
      version: 1,
    };
    const far = '2099-01-01T00:00:00Z';
    const tokenHash = `\\x${hashToken(token).toString('hex')}`;
    return {
      user,
      session: { id: uuid(), userId: id, tokenHash, startedAt: now, lastSeenAt: far, expiresAt: far },
    };
  });
  await database.transaction(async (tx) => {
    await storeRows(
      tx,
      'app_user',
      users.map(({ user }) => user),
    );
    await storeRows(
      tx,
      'session',
      users.map(({ session }) => session),
    );
  });
  return subscribers;
}

import type { Act } from '#platform/acts/act';
import type { UserEntity } from '../../rows/user.entity.js';
import { accountEnvelope } from './account-envelope.js';

/** Revokes the open link of a user, whose row must be locked. Returns false if the user has none. */
export async function revokeAccountLink(
  act: Act,
  user: Pick<UserEntity, 'id' | 'authorityId' | 'providerId'>,
  now: Date,
): Promise<boolean> {
  const { rows } = await act.tx.write<{ id: string }>(
    `UPDATE account_link SET revoked_at = $2
     WHERE user_id = $1 AND used_at IS NULL AND revoked_at IS NULL RETURNING id`,
    [user.id, now],
  );
  const [revoked] = rows;
  if (!revoked) return false;
  await act.log('user.link_revoked', { userId: user.id, linkId: revoked.id }, accountEnvelope(user, now));
  return true;
}

import type { Act } from '#platform/acts/act';
import type { Organisation } from '../../access/scope.js';
import { accountEnvelope } from './account-envelope.js';

/** The user whose sessions end. */
export interface Revocation extends Organisation {
  readonly userId: string;
  /** The only session to end. If absent, all sessions of the user end. */
  readonly sessionId?: string;
  /** The session that stays valid, although all others of the user end. */
  readonly exceptSessionId?: string;
  /** True if machine keys of the user stay valid. */
  readonly keepsKeys?: boolean;
  readonly now: Date;
}

/**
 * Ends sessions of a user and returns how many. Open sockets of these sessions close when the gateway reads
 * the event `session.revoked`.
 */
export async function revokeSessions(act: Act, revocation: Revocation): Promise<number> {
  const { tx } = act;
  const { userId, sessionId, exceptSessionId, keepsKeys = false, now } = revocation;
  const { rows: revoked } = await tx.write<{ id: string }>(
    `UPDATE session SET revoked_at = $2
     WHERE user_id = $1 AND revoked_at IS NULL AND ($3::uuid IS NULL OR id = $3) AND ($4::uuid IS NULL OR id <> $4)
       AND NOT ($5 AND scopes IS NOT NULL)
     RETURNING id`,
    [userId, now, sessionId ?? null, exceptSessionId ?? null, keepsKeys],
  );
  if (revoked.length === 0) return 0;
  await act.log(
    'session.revoked',
    { userId, sessionIds: revoked.map(({ id }) => id) },
    accountEnvelope(revocation, now),
  );
  return revoked.length;
}

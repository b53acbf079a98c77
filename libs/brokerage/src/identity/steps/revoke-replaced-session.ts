import type { Act } from '#platform/acts/act';
import { hashToken } from '#platform/security/secret-tokens';
import type { Organisation } from '../../access/scope.js';
import { revokeSessions } from './revoke-sessions.js';

/** Ends the session that a client had before a new sign-in, even if the session belongs to another user. */
export async function revokeReplacedSession(act: Act, token: string, now: Date): Promise<void> {
  const [replaced]: (Organisation & { sessionId: string; userId: string })[] = await act.tx.query(
    `SELECT s.id AS "sessionId", u.id AS "userId", u.authority_id AS "authorityId", u.provider_id AS "providerId"
     FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = $1`,
    [hashToken(token)],
  );
  if (replaced) await revokeSessions(act, { ...replaced, now });
}

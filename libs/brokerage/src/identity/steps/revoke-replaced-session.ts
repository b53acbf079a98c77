import { moveToTenant, tenantOfOrganisation } from '#platform/database/tenant';
import type { Act } from '#platform/acts/act';
import { hashToken } from '#platform/security/secret-tokens';
import type { Organisation } from '../../access/scope.js';
import { revokeSessions } from './revoke-sessions.js';

/**
 * Ends the session that a client had before a new sign-in, even if the session belongs to a user of another
 * organisation. The rest of the transaction runs for that organisation, so this is the last step of an act.
 */
export async function revokeReplacedSession(act: Act, token: string, now: Date): Promise<void> {
  const [replaced]: (Organisation & { sessionId: string; userId: string })[] = await act.tx.query(
    `SELECT session_id AS "sessionId", user_id AS "userId", authority_id AS "authorityId", provider_id AS "providerId"
     FROM sessions_by_token($1) WHERE session_id IS NOT NULL AND user_id IS NOT NULL`,
    [[hashToken(token)]],
  );
  if (!replaced) return;
  await moveToTenant(act.tx, tenantOfOrganisation(replaced));
  await revokeSessions(act, { ...replaced, now });
}

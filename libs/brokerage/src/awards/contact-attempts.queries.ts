import type { ContactAttemptView } from '#contracts/awards';
import type { Reader } from '#platform/database/database';
import { awardIn } from './awards.queries.js';

/**
 * Lists the attempts to reach the branch of an award, newest first.
 *
 * @throws DomainError `award_not_found` also for the award of another authority
 */
export async function contactAttempts(
  reader: Reader,
  authorityId: string,
  awardId: string,
): Promise<ContactAttemptView[]> {
  await awardIn(reader, { authorityId }, awardId);
  return reader.views(
    `SELECT c.id, c.award_id AS "awardId", c.reached, c.note, c.at, c.actor_id AS "actorId", u.name AS "actorName"
     FROM contact_attempt c JOIN app_user u ON u.id = c.actor_id
     WHERE c.authority_id = $1 AND c.award_id = $2
     ORDER BY c.at DESC, c.id DESC`,
    [authorityId, awardId],
  );
}

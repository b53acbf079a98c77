import type { CaseStatus } from '#contracts/reallocations';
import { move } from '#domain/lifecycle';
import { CASE_LIFE } from '#domain/reallocations/case-life';
import type { Tx } from '#platform/database/database';
import type { NewEvent } from '#platform/log/event-log';
import type { ReallocationEntity } from '../reallocation.entity.js';

interface Turn {
  readonly id: string;
  readonly packageId: string;
  readonly ownerId: string;
}

/**
 * Lets the riskiest waiting cases have their turn, or takes the turn back of those that nobody has opened; what
 * is to be told of it. One that somebody has in hand at this moment stays as it is. The reallocation is held.
 */
export async function moveTurns(
  tx: Tx,
  { id, authorityId }: Pick<ReallocationEntity, 'id' | 'authorityId'>,
  by: 'release' | 'requeue',
  { most, now }: { readonly most: number | null; readonly now: Date },
): Promise<NewEvent[]> {
  const from: CaseStatus = by === 'release' ? 'queued' : 'released';
  const to = move(CASE_LIFE, from, by);
  const { rows: turns } = await tx.write<Turn>(
    `UPDATE reallocation_case c SET status = $3, changed_at = $5
     FROM (SELECT id FROM reallocation_case WHERE reallocation_id = $1 AND status = $2
           ORDER BY rank LIMIT $4 FOR UPDATE SKIP LOCKED) turn
     WHERE c.id = turn.id AND c.next_action_owner_id IS NOT NULL
     RETURNING c.id, c.package_id AS "packageId", c.next_action_owner_id AS "ownerId"`,
    [id, from, to, most, now],
  );
  return turns.map(({ id: caseId, packageId, ownerId }): NewEvent => ({
    name: 'case.changed',
    authorityId,
    subject: { type: 'case', id: caseId },
    packageId,
    at: now,
    payload: { caseId, reallocationId: id, packageId, from, to, ownerId },
  }));
}

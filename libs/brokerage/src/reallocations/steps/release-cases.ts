import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { CaseStatus } from '#contracts/reallocations';
import { nextStatus } from '#domain/lifecycle';
import { CASE_LIFE } from '#domain/reallocations/case-lifecycle';
import type { Tx } from '#platform/database/database';
import { NOTHING_DECIDED } from '../../digests/digest-records.js';
import type { ReallocationEntity } from '../../rows/reallocation.entity.js';

interface Turn {
  readonly id: string;
  readonly packageId: string;
  readonly ownerId: string;
}

/**
 * Releases the riskiest queued cases, or puts released cases back into the queue. Skips cases that another
 * transaction has locked. The caller has locked the reallocation.
 */
export async function releaseOrRequeueCases(
  tx: Tx,
  { id, authorityId }: Pick<ReallocationEntity, 'id' | 'authorityId'>,
  by: 'release' | 'requeue',
  { most, now }: { readonly most: number | null; readonly now: Date },
): Promise<NewEvent[]> {
  const from: CaseStatus = by === 'release' ? 'queued' : 'released';
  const to = nextStatus(CASE_LIFE, from, by);
  const { rows: turns } = await tx.write<Turn>(
    `UPDATE reallocation_case c SET status = $3, changed_at = $5
     FROM (SELECT id FROM reallocation_case WHERE reallocation_id = $1 AND status = $2
           ORDER BY rank LIMIT $4 FOR UPDATE SKIP LOCKED) turn
     WHERE c.id = turn.id AND c.next_action_owner_id IS NOT NULL
     RETURNING c.id, c.package_id AS "packageId", c.next_action_owner_id AS "ownerId"`,
    [id, from, to, most, now],
  );
  return turns.map(({ id: caseId, packageId, ownerId }): NewEvent =>
    eventOf(
      'case.changed',
      { ...NOTHING_DECIDED, caseId, reallocationId: id, packageId, from, to, ownerId },
      { authorityId, at: now },
    ),
  );
}

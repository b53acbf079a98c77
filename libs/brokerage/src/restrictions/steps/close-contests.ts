import type { Act } from '#platform/acts/act';
import type { ContestOutcome } from '#contracts/restrictions';
import { userIdOf } from '#platform/acts/caller';
import type { RestrictionEntity } from '../../rows/restriction.entity.js';
import { contestEvents } from './contest-events.js';

/**
 * Closes the open contests of a restriction that its authority has amended or lifted, or that has reached its end.
 * The reason of the amendment or lifting is the answer. The caller has the standing lock exclusively.
 */
export async function closeContests(
  act: Act,
  restriction: RestrictionEntity,
  { outcome, answer, now }: { outcome: Exclude<ContestOutcome, 'upheld'>; answer: string | null; now: Date },
): Promise<void> {
  const { tx } = act;
  const { rows } = await tx.write<{ id: string; byAuthorityId: string | null; byProviderId: string | null }>(
    `UPDATE restriction_contest SET status = $2, answer = $3, answered_at = $4, answered_by = $5
     WHERE restriction_id = $1 AND status = 'open'
     RETURNING id, by_authority_id AS "byAuthorityId", by_provider_id AS "byProviderId"`,
    [restriction.id, outcome, answer, now, userIdOf(act.actor)],
  );
  for (const contest of rows)
    await act.append(...(await contestEvents(tx, restriction, contest, now, outcome)));
}

import type { EventName, EventPayloads } from '#contracts/events';
import { branchesNamed } from '#domain/feed/branches-named';
import type { Reader } from '#platform/database/database';

interface Told {
  readonly position: string;
  readonly name: EventName;
  readonly subject: { readonly type: string; readonly id: string };
  readonly payload: EventPayloads[EventName];
}

/** An event that a limited user of a provider may be told. */
export interface ToldToLimited {
  readonly position: string;
  readonly userId: string;
  readonly providerId: string;
}

/**
 * Finds which of these events the limited users among `userIds` may be told: those about a branch to which the user is
 * limited. An event that concerns no branch is told to no limited user. Users without a limit are not in the answer.
 */
export function toldWithinLimits(
  reader: Reader,
  events: readonly Told[],
  userIds: readonly string[],
): Promise<ToldToLimited[]> {
  const asked = events.map(({ position, subject, payload }) => ({
    position,
    type: subject.type,
    id: subject.id,
    branches: branchesNamed(payload),
  }));
  // An offer's event names no branch, because staff may not learn it (docs/rules.md §3.3.2). An event about care names
  // the branch that delivers, and the branch with the contract hears of it too.
  return reader.query(
    `SELECT a.position, l.user_id AS "userId", l.provider_id AS "providerId"
     FROM jsonb_to_recordset($1::jsonb) AS a (position bigint, type text, id text, branches text[])
     JOIN user_branch l ON l.user_id = ANY($2)
     WHERE a.position IS NOT NULL AND (l.branch_id = ANY (a.branches) OR CASE a.type
       WHEN 'offer' THEN EXISTS (SELECT 1 FROM offer o WHERE o.id = a.id::uuid AND o.branch_id = l.branch_id)
       WHEN 'broadcast' THEN EXISTS (SELECT 1 FROM invitation i
                                     WHERE i.broadcast_id = a.id::uuid AND i.branch_id = l.branch_id)
       WHEN 'placement' THEN EXISTS (SELECT 1 FROM placement p WHERE p.id = a.id::uuid AND p.branch_id = l.branch_id)
       WHEN 'variation_request' THEN EXISTS (
         SELECT 1 FROM variation_request r JOIN placement p ON p.id = r.placement_id
         WHERE r.id = a.id::uuid AND p.branch_id = l.branch_id)
       WHEN 'subcontract' THEN EXISTS (SELECT 1 FROM subcontract s
                                       WHERE s.id = a.id::uuid AND s.delivering_branch_id = l.branch_id)
       ELSE false END)
     GROUP BY 1, 2, 3`,
    [JSON.stringify(asked), userIds],
  );
}

/** True if the user of a provider is limited to some branches. */
export async function isLimited(reader: Reader, userId: string): Promise<boolean> {
  const rows = await reader.query('SELECT 1 FROM user_branch WHERE user_id = $1 LIMIT 1', [userId]);
  return rows.length > 0;
}

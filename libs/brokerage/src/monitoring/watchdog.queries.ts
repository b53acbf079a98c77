import type { Reader } from '#platform/database/database';

/**
 * Packages that are neither live nor finished and lack a next action, a due time or an owner who can still sign in (design
 * §5), asked in other words than the constraint that forbids them. Always empty; anything here is a bug.
 */
export async function forgottenPackages(reader: Reader): Promise<{ id: string; status: string }[]> {
  return reader.query(
    `SELECT id, status FROM package
     WHERE status NOT IN ('live', 'ended', 'withdrawn')
       AND (next_action IS NULL OR next_action_due_at IS NULL OR next_action_owner_id IS NULL
            OR EXISTS (SELECT 1 FROM app_user u WHERE u.id = next_action_owner_id AND u.disabled_at IS NOT NULL))
     ORDER BY id`,
  );
}

export interface OverduePackage {
  readonly packageId: string;
  readonly reference: string;
  readonly nextAction: string;
  readonly ownerId: string;
  readonly dueAt: Date;
}

/** What an authority's people should have done by now, the longest overdue first. */
export async function overduePackages(
  reader: Reader,
  authorityId: string,
  now: Date,
): Promise<OverduePackage[]> {
  return reader.query(
    `SELECT id AS "packageId", reference, next_action AS "nextAction", next_action_owner_id AS "ownerId",
            next_action_due_at AS "dueAt"
     FROM package WHERE authority_id = $1 AND next_action_due_at < $2 ORDER BY next_action_due_at LIMIT 1000`,
    [authorityId, now],
  );
}

import type { NextAction } from '#contracts/packages';
import type { Reader } from '#platform/database/database';

/** Work that is not finished and that nobody has to see to. */
export interface Forgotten {
  readonly kind: 'package' | 'case' | 'reallocation' | 'variation_request';
  readonly id: string;
  readonly status: string;
}

const IS_GONE = `EXISTS (SELECT 1 FROM app_user u WHERE u.id = w.owner_id AND u.disabled_at IS NOT NULL)`;

/**
 * Packages that are neither live nor finished, cases that are not over, reallocations that run or are
 * proposed and variations that wait for a decision, and that lack a next action, a due time or an owner who can still sign in (design §5); asked in
 * other words than the constraints that forbid them. Always empty; anything here is a bug.
 */
export async function forgotten(reader: Reader): Promise<Forgotten[]> {
  return reader.query(
    `SELECT w.kind, w.id, w.status FROM (
       SELECT 'package' AS kind, id, status, next_action AS action, next_action_due_at AS due_at,
              next_action_owner_id AS owner_id
       FROM package WHERE status NOT IN ('live', 'ended', 'withdrawn')
       UNION ALL
       SELECT 'case', id, status, next_action, next_action_due_at, next_action_owner_id
       FROM reallocation_case WHERE status NOT IN ('moved', 'kept', 'ended')
       UNION ALL
       SELECT 'reallocation', id, status, status, decide_by, owner_id
       FROM reallocation WHERE status NOT IN ('dismissed', 'finished')
       UNION ALL
       SELECT 'variation_request', id, status, status, due_at, owner_id
       FROM variation_request WHERE status = 'requested'
       UNION ALL
       -- Care that a running reallocation says it moves, and no case does.
       SELECT 'reallocation', r.id, r.status, NULL, NULL, NULL
       FROM reallocation r WHERE r.status IN ('running', 'paused', 'stopping') AND r.open_cases <> (
         SELECT count(*) FROM reallocation_case c
         WHERE c.reallocation_id = r.id AND c.status NOT IN ('moved', 'kept', 'ended'))) w
     WHERE w.action IS NULL OR w.due_at IS NULL OR w.owner_id IS NULL OR ${IS_GONE}
     ORDER BY w.kind, w.id`,
  );
}

/** What somebody should have done by now, about a package. */
export interface Overdue {
  readonly kind: 'package' | 'case' | 'reallocation' | 'variation_request';
  /** Of what is overdue. */
  readonly id: string;
  /** Null for a reallocation, which is of many. */
  readonly packageId: string | null;
  readonly reference: string | null;
  readonly nextAction: NextAction | 'decide_variation' | 'decide_reallocation';
  /** Null where the authority has nobody who could see to it. */
  readonly ownerId: string | null;
  readonly dueAt: string;
}

/** What an authority's people should have done by now, the longest overdue first. */
export async function overdueIn(reader: Reader, authorityId: string, now: Date): Promise<Overdue[]> {
  return reader.query(
    `SELECT 'package' AS kind, id, id AS "packageId", reference, next_action AS "nextAction",
            next_action_owner_id AS "ownerId", next_action_due_at AS "dueAt"
     FROM package WHERE authority_id = $1 AND next_action_due_at < $2
     UNION ALL
     SELECT 'variation_request', r.id, r.package_id, p.reference, 'decide_variation', r.owner_id, r.due_at
     FROM variation_request r JOIN package p ON p.id = r.package_id
     WHERE r.authority_id = $1 AND r.status = 'requested' AND r.due_at < $2
     UNION ALL
     SELECT 'case', c.id, c.package_id, p.reference, c.next_action, c.next_action_owner_id, c.next_action_due_at
     FROM reallocation_case c JOIN package p ON p.id = c.package_id
     WHERE c.authority_id = $1 AND c.next_action_due_at < $2
     UNION ALL
     SELECT 'reallocation', id, NULL, NULL, 'decide_reallocation', owner_id, decide_by
     FROM reallocation WHERE authority_id = $1 AND status = 'proposed' AND decide_by < $2
     ORDER BY 7, 2 LIMIT 1000`,
    [authorityId, now],
  );
}

import type { WorkKind } from '#contracts/open-work';
import type { NextAction } from '#contracts/packages';
import { caseIsOpen, deputyOf, isAbsentOn, londonDay } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { type Owned, OWNED_WORK } from '../identity/steps/owned-work.js';

/** Unfinished work without an owner, a due time or a next action. */
export interface Forgotten {
  readonly kind: WorkKind;
  readonly id: string;
  readonly status: string;
}

const isDisabled = (userId: string): string =>
  `EXISTS (SELECT 1 FROM app_user u WHERE u.id = ${userId} AND u.disabled_at IS NOT NULL)`;

/** True if neither the owner of work `w` nor a deputy of the owner can sign in and is there. */
const IS_GONE = `(${isDisabled('w.owner_id')} OR EXISTS (
  SELECT 1 FROM absence a WHERE a.user_id = w.owner_id AND ${isAbsentOn('a', londonDay('$1::timestamptz'))}
    AND (${isDisabled('a.deputy_id')} OR ${deputyOf('a.deputy_id', '$1::timestamptz')} IS NOT NULL)))`;

/** SQL that selects the unfinished work of one kind, and whether its next action or its due time is missing. */
const unfinished = ({ kind, table, column, isOpen, isStanding, watched }: Owned): string =>
  `SELECT '${kind}' AS kind, w.id, ${watched.status} AS status,
          (${watched.action ?? "''"} IS NULL OR ${watched.dueAt ?? "''"} IS NULL) AS is_incomplete, w.${column} AS owner_id
   FROM ${table} w WHERE NOT ${isStanding} AND ${watched.isUnfinished ?? isOpen}`;

/**
 * Finds open work of every kind without a next action, a due time or an owner who is there: an enabled user, or while
 * that user is away an enabled deputy who is not away (docs/rules.md §5.1).
 *
 * Work has no owner, or a disabled one, if the authority has no other user who may do it. Constraints forbid a package or a
 * case without a next action or due time, so such a row is a bug.
 */
export async function forgotten(reader: Reader, now: Date): Promise<Forgotten[]> {
  return reader.query(
    `SELECT w.kind, w.id, w.status FROM (
       ${OWNED_WORK.map((owned) => unfinished(owned)).join(' UNION ALL ')}
       UNION ALL
       -- Reports a reallocation under way if its stored number of open cases differs from the counted number.
       SELECT 'reallocation', r.id, r.status, true, NULL
       FROM reallocation r WHERE r.status IN ('running', 'paused', 'stopping') AND r.open_cases <> (
         SELECT count(*) FROM reallocation_case c
         WHERE c.reallocation_id = r.id AND ${caseIsOpen('c')})) w
     WHERE w.is_incomplete OR w.owner_id IS NULL OR ${IS_GONE}
     ORDER BY w.kind, w.id`,
    [now],
  );
}

/**
 * Finds live care that should be transferred, although no reallocation is proposed and no decision is made
 * (docs/rules.md §4.1). The branch of such care is closed, suspended or handing back its contract.
 *
 * This query does not share code with the query that proposes transfers. It runs after the sweep, so any row
 * found is a bug.
 */
export async function careWithoutTransfer(reader: Reader, now: Date): Promise<{ placementId: string }[]> {
  return reader.query(
    `SELECT p.id AS "placementId" FROM placement p JOIN branch b ON b.id = p.delivering_branch_id
     WHERE p.status = 'live'
       AND (b.closed_at IS NOT NULL
            OR EXISTS (SELECT 1 FROM hand_back h
                       WHERE h.branch_id = b.id AND h.authority_id = p.authority_id AND p.started_at < h.recorded_at
                         AND (h.lot_ids = '{}' OR p.lot_id = ANY(h.lot_ids)))
            OR EXISTS (SELECT 1 FROM restriction r JOIN restriction_condition c ON c.restriction_id = r.id
                       WHERE r.branch_id = b.id AND c.kind = 'suspended' AND c.removed_at IS NULL
                         AND r.from_at <= $1 AND coalesce(least(r.lifted_at, r.to_at), 'infinity') > $1
                         AND coalesce(r.valid_for_authority_id, p.authority_id) = p.authority_id
                         AND (SELECT coalesce(bool_or(l.lot_id = p.lot_id), true)
                              FROM restriction_lot l WHERE l.restriction_id = r.id)))
       AND NOT EXISTS (SELECT 1 FROM reallocation_case c WHERE c.package_id = p.package_id
                         AND (${caseIsOpen('c')} OR (c.placement_id = p.id AND c.keep_cause = 'decided')))
       AND NOT EXISTS (SELECT 1 FROM reallocation a WHERE a.branch_id = b.id AND a.authority_id = p.authority_id
                         AND a.status IN ('proposed', 'dismissed'))
     ORDER BY p.id`,
    [now],
  );
}

/** An overdue item of work in an authority. */
export interface Overdue {
  readonly kind: 'package' | 'case' | 'reallocation' | 'variation_request' | 'contest';
  /** The id of the overdue item. */
  readonly id: string;
  /** The package that the overdue item is about. Null for a reallocation, which concerns many packages. */
  readonly packageId: string | null;
  readonly reference: string | null;
  readonly nextAction: NextAction | 'decide_variation' | 'decide_reallocation' | 'answer_contest';
  /** The owner of the overdue item. Null if the authority has no enabled user. */
  readonly ownerId: string | null;
  readonly dueAt: string;
}

/** Lists an authority's overdue work, the longest overdue item first. */
export async function overdueIn(reader: Reader, authorityId: string, now: Date): Promise<Overdue[]> {
  return reader.views(
    `SELECT 'package' AS kind, id, id AS "packageId", reference, next_action AS "nextAction",
            next_action_owner_id AS "ownerId", next_action_due_at AS "dueAt"
     FROM package WHERE authority_id = $1 AND next_action_due_at < $2 AND next_action IS NOT NULL
     UNION ALL
     SELECT 'variation_request', r.id, r.package_id, p.reference, 'decide_variation', r.owner_id, r.due_at
     FROM variation_request r JOIN package p ON p.id = r.package_id
     WHERE r.authority_id = $1 AND r.status = 'requested' AND r.due_at < $2
     UNION ALL
     SELECT 'case', c.id, c.package_id, p.reference, c.next_action, c.next_action_owner_id, c.next_action_due_at
     FROM reallocation_case c JOIN package p ON p.id = c.package_id
     JOIN reallocation r ON r.id = c.reallocation_id
     WHERE c.authority_id = $1 AND c.next_action_due_at < $2 AND c.next_action IS NOT NULL
       -- A queued case is overdue only while its reallocation runs.
       AND (c.next_action <> 'await_turn' OR r.status = 'running')
     UNION ALL
     SELECT 'reallocation', id, NULL, NULL, 'decide_reallocation', owner_id, decide_by
     FROM reallocation WHERE authority_id = $1 AND status = 'proposed' AND decide_by < $2
     UNION ALL
     SELECT 'contest', id, NULL, NULL, 'answer_contest', owner_id, due_at
     FROM restriction_contest WHERE authority_id = $1 AND status = 'open' AND due_at < $2
     ORDER BY 7, 2 LIMIT 1000`,
    [authorityId, now],
  );
}

import type { WorkKind } from '#contracts/open-work';
import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

/** SQL that finds an open reallocation case about the care of placement `p`. */
const MOVED_BY_SOMEBODY = `SELECT 1 FROM reallocation_case c
  WHERE c.package_id = p.package_id AND c.status NOT IN ('moved', 'kept', 'ended')`;

/**
 * SQL that selects the open work of each kind, with its owner. Written a second time here, apart from the product's table. A new
 * kind does not compile until it is here.
 */
const OPEN_WORK: Readonly<Record<WorkKind, string>> = {
  package: `SELECT id, next_action_owner_id AS owner FROM package WHERE status NOT IN ('live', 'ended', 'withdrawn')`,
  case: `SELECT id, next_action_owner_id FROM reallocation_case WHERE status NOT IN ('moved', 'kept', 'ended')`,
  reallocation: `SELECT id, owner_id FROM reallocation WHERE status NOT IN ('dismissed', 'finished')`,
  variation_request: `SELECT id, owner_id FROM variation_request WHERE status = 'requested'`,
  restriction: `SELECT id, owner_id FROM restriction WHERE lifted_at IS NULL AND expired_at IS NULL`,
  contest: `SELECT id, owner_id FROM restriction_contest WHERE status = 'open'`,
  report: `SELECT id, owner_id FROM branch_report WHERE received_at IS NULL AND ended_at IS NULL`,
  concern: `SELECT id, owner_id FROM concern WHERE closed_at IS NULL`,
  care_dispute: `SELECT id, owner_id FROM care_dispute WHERE settled_at IS NULL`,
  care_difference: `SELECT id, owner_id FROM care_difference WHERE settled_at IS NULL`,
  contract: `SELECT id, owner_id FROM contract`,
  subcontract: `SELECT id, owner_id FROM subcontract`,
  check: `SELECT id, owner_id FROM contract_check k WHERE NOT EXISTS (
            SELECT 1 FROM contract_check n WHERE n.authority_id = k.authority_id AND n.branch_id = k.branch_id AND n.kind = k.kind
              AND n.id > k.id)`,
};
const ALL_OPEN_WORK = Object.values(OPEN_WORK).join(' UNION ALL ');

export const NOTHING_FORGOTTEN: readonly InvariantCheck[] = [
  {
    what: 'a package that is neither live nor finished has no next action, owner or due time',
    sql: `SELECT k.id AS package, k.status, k.next_action, k.next_action_owner_id, k.next_action_due_at FROM package k
          LEFT JOIN app_user u ON u.id = k.next_action_owner_id AND u.disabled_at IS NULL
          WHERE k.status NOT IN ('live', 'ended', 'withdrawn')
            AND (k.next_action IS NULL OR k.next_action_due_at IS NULL OR u.id IS NULL)`,
  },
  {
    what: 'an open contest has an owner who is not there',
    sql: `SELECT c.id AS contest, c.owner_id FROM restriction_contest c
          LEFT JOIN app_user u ON u.id = c.owner_id AND u.disabled_at IS NULL
          WHERE c.status = 'open' AND u.id IS NULL`,
  },
  {
    what: 'open work has an owner who is not there',
    sql: `SELECT w.id AS work, w.owner FROM (${ALL_OPEN_WORK}) w
          JOIN app_user u ON u.id = w.owner WHERE u.disabled_at IS NOT NULL OR u.role NOT IN ('officer', 'commissioner')`,
  },
  {
    what: 'the owner of open work is away, and the deputy is not there either',
    sql: `SELECT w.id AS work, a.user_id, a.deputy_id
          FROM (${ALL_OPEN_WORK}) w
          JOIN absence a ON a.user_id = w.owner AND a.ended_at IS NULL
            AND timezone('Europe/London', $1::timestamptz)::date >= a.first_on
            AND timezone('Europe/London', $1::timestamptz)::date <= a.last_on
          JOIN app_user d ON d.id = a.deputy_id
          WHERE d.disabled_at IS NOT NULL OR d.role NOT IN ('officer', 'commissioner')
             OR EXISTS (SELECT 1 FROM absence o WHERE o.user_id = d.id AND o.ended_at IS NULL
                          AND o.first_on <= a.last_on AND o.last_on >= a.first_on)`,
  },
  {
    what: 'the next action of a package is not the one of its state',
    sql: `SELECT id AS package, status, next_action FROM package
          WHERE next_action IS NOT NULL AND NOT (next_action = ANY(CASE status
            WHEN 'draft' THEN ARRAY['broadcast_package'] WHEN 'broadcast' THEN ARRAY['await_offers']
            WHEN 'deciding' THEN ARRAY['decide_award'] WHEN 'unfilled' THEN ARRAY['broadcast_again']
            WHEN 'awarded' THEN ARRAY['await_start', 'chase_start', 'replace_award'] ELSE '{}' END))`,
  },
  {
    what: 'a command was carried out and its answer is not kept for whoever repeats it',
    sql: 'SELECT actor_id, key FROM request_key WHERE answer IS NULL',
  },
];

/**
 * Queries that find work that was due and not done. Valid only right after a sweep, because the sweep does
 * such work.
 */
const OVERDUE: readonly InvariantCheck[] = [
  {
    what: 'a broadcast is open past its deadline',
    sql: `SELECT id AS broadcast, closes_at FROM broadcast WHERE status = 'open' AND closes_at <= $1`,
  },
  {
    what: 'a start is overdue and nobody was alerted',
    sql: `SELECT id AS award, start_due_at FROM award WHERE status = 'awaiting_start' AND overdue_at IS NULL AND start_due_at <= $1`,
  },
  {
    what: 'a restriction has come into force and has revoked nothing',
    sql: `SELECT id AS restriction, from_at FROM restriction WHERE enforced_at IS NULL AND lifted_at IS NULL
          AND from_at <= $1 AND (to_at IS NULL OR to_at > $1)`,
  },
  {
    what: 'a broadcast is open in which nobody can answer any more',
    sql: `SELECT b.id AS broadcast FROM broadcast b WHERE b.status = 'open' AND $1::timestamptz IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM invitation i WHERE i.broadcast_id = b.id AND i.status = 'open')`,
  },
];

/**
 * Queries that find work on reallocations that was due and not done. Valid only right after a sweep, because
 * the sweep does such work.
 */
const OVERDUE_MOVES: readonly InvariantCheck[] = [
  {
    what: 'a reallocation should have released cases by now',
    sql: `SELECT id AS reallocation, next_release_at FROM reallocation WHERE status = 'running' AND next_release_at <= $1`,
  },
  {
    what: 'the turn of a case has come in a reallocation that runs, and nobody was asked',
    sql: `SELECT c.id AS case FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
          WHERE c.status = 'released' AND r.status = 'running' AND $1::timestamptz IS NOT NULL`,
  },
  {
    what: 'a reallocation that was stopped still looks for branches',
    sql: `SELECT c.id AS case, c.status FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
          WHERE r.status = 'stopping' AND c.status NOT IN ('moved', 'kept', 'ended', 'awarded') AND $1::timestamptz IS NOT NULL`,
  },
  {
    what: 'a branch is suspended, delivers care, and no reallocation was proposed',
    sql: `SELECT r.id AS restriction, p.id AS placement FROM restriction r
          JOIN restriction_condition c ON c.restriction_id = r.id AND c.kind = 'suspended' AND c.removed_at IS NULL
          JOIN placement p ON p.delivering_branch_id = r.branch_id AND p.status = 'live'
            AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = p.authority_id)
            AND (NOT EXISTS (SELECT 1 FROM restriction_lot l WHERE l.restriction_id = r.id)
                 OR EXISTS (SELECT 1 FROM restriction_lot l WHERE l.restriction_id = r.id AND l.lot_id = p.lot_id))
          WHERE r.lifted_at IS NULL AND r.from_at <= $1 AND (r.to_at IS NULL OR r.to_at > $1)
            AND NOT EXISTS (SELECT 1 FROM reallocation a WHERE a.restriction_id = r.id AND a.authority_id = p.authority_id)
            AND NOT EXISTS (${MOVED_BY_SOMEBODY})`,
  },
  {
    what: 'a contract was handed back, care is delivered under it, and no reallocation was proposed',
    sql: `SELECT h.id AS hand_back, p.id AS placement FROM hand_back h
          JOIN placement p ON p.delivering_branch_id = h.branch_id AND p.status = 'live' AND p.authority_id = h.authority_id
            AND (cardinality(h.lot_ids) = 0 OR p.lot_id = ANY(h.lot_ids))
          WHERE $1::timestamptz IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reallocation a WHERE a.hand_back_id = h.id)
            AND (p.started_at AT TIME ZONE 'Europe/London')::date <= h.leaves_on
            AND NOT EXISTS (${MOVED_BY_SOMEBODY})`,
  },
  {
    what: 'a branch that may not deliver any more delivers care, and no reallocation was proposed',
    sql: `SELECT b.id AS branch, p.id AS placement FROM branch b
          JOIN placement p ON p.delivering_branch_id = b.id AND p.status = 'live'
          WHERE (b.registration_status <> 'registered' OR b.dormant OR NOT b.personal_care) AND $1::timestamptz IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM reallocation a WHERE a.cause = 'closure' AND a.branch_id = b.id
                              AND a.authority_id = p.authority_id AND a.status <> 'finished')
            -- Leaves out care that a user decided to keep although the branch lost its registration.
            AND NOT EXISTS (${MOVED_BY_SOMEBODY})
            AND NOT EXISTS (SELECT 1 FROM reallocation_case c JOIN reallocation a ON a.id = c.reallocation_id
                            WHERE c.placement_id = p.id AND c.status = 'kept' AND c.keep_cause = 'decided'
                              AND a.cause = 'closure' AND a.branch_id = b.id)`,
  },
];

export const NOTHING_OVERDUE: readonly InvariantCheck[] = [...OVERDUE, ...OVERDUE_MOVES];

/**
 * Checks docs/rules.md §5 and §6.8: every open package has a next action, and every command has a stored
 * response.
 */
export const nothingForgotten = (ask: Ask, now: Date): Promise<Violation[]> =>
  findAll(ask, '§5 nothing forgotten', NOTHING_FORGOTTEN, now);

export const nothingOverdue = (ask: Ask, now: Date): Promise<Violation[]> =>
  findAll(ask, '§5 nothing overdue', NOTHING_OVERDUE, now);

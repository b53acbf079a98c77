import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

const OVER = `('moved', 'kept', 'ended')`;

export const CARE_WITHOUT_GAP: readonly InvariantCheck[] = [
  {
    what: 'somebody who is moved was without care at some instant since the reallocation began',
    sql: `SELECT c.id AS case, c.status, c.package_id AS package, r.started_at, care.delivered::text FROM reallocation_case c
          JOIN reallocation r ON r.id = c.reallocation_id JOIN package k ON k.id = c.package_id
          LEFT JOIN LATERAL (SELECT range_agg(tstzrange(started_at, coalesce(ended_at, 'infinity'))) AS delivered,
                                    max(ended_at) AS last FROM placement p WHERE p.package_id = c.package_id) care ON true
          WHERE NOT coalesce(care.delivered, '{}') @> tstzrange(r.started_at,
                  greatest(r.started_at, CASE WHEN k.status = 'ended' THEN care.last ELSE $1 END))
             OR (k.status <> 'ended' AND NOT EXISTS (
                  SELECT 1 FROM placement p WHERE p.package_id = c.package_id AND p.status = 'live'))`,
  },
  {
    what: 'somebody who was moved is cared for by the branch that was to be left, or two branches overlapped',
    sql: `SELECT c.id AS case, old.id AS old, new.id AS new, old.ended_at, new.started_at FROM reallocation_case c
          JOIN reallocation r ON r.id = c.reallocation_id
          JOIN placement old ON old.id = c.placement_id LEFT JOIN placement new ON new.id = c.new_placement_id
          WHERE c.status = 'moved' AND (new.id IS NULL OR new.delivering_branch_id = r.branch_id
             OR old.ended_at IS DISTINCT FROM new.started_at OR old.package_id <> new.package_id)`,
  },
  {
    what: 'a case says something else than the broadcast, award and placement of its package',
    sql: `SELECT c.id AS case, c.status, k.status AS package, has.* FROM reallocation_case c JOIN package k ON k.id = c.package_id
          CROSS JOIN LATERAL (SELECT
            EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = c.package_id AND b.status = 'open') AS asked,
            EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = c.package_id AND b.status = 'closed') AS deciding,
            EXISTS (SELECT 1 FROM award a WHERE a.package_id = c.package_id AND a.status = 'awaiting_start') AS awarded,
            EXISTS (SELECT 1 FROM placement p WHERE p.id = c.placement_id AND p.status = 'live') AS live) has
          WHERE c.status NOT IN ${OVER} AND ((c.status = 'broadcast') <> has.asked OR (c.status = 'deciding') <> has.deciding
             OR (c.status = 'awarded') <> has.awarded OR NOT has.live OR k.status <> 'live')`,
  },
  {
    what: 'care that is live and not being moved is asked for or promised to somebody else',
    sql: `SELECT k.id AS package FROM package k WHERE k.status = 'live'
          AND NOT EXISTS (SELECT 1 FROM reallocation_case c WHERE c.package_id = k.id AND c.status NOT IN ${OVER})
          AND (EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = k.id AND b.status IN ('open', 'closed'))
               OR EXISTS (SELECT 1 FROM award a WHERE a.package_id = k.id AND a.status = 'awaiting_start'))`,
  },
  {
    what: 'care that has ended is still asked for or promised',
    sql: `SELECT k.id AS package FROM package k WHERE k.status IN ('ended', 'withdrawn')
          AND (EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = k.id AND b.status IN ('open', 'closed'))
               OR EXISTS (SELECT 1 FROM award a WHERE a.package_id = k.id AND a.status = 'awaiting_start')
               OR EXISTS (SELECT 1 FROM reallocation_case c WHERE c.package_id = k.id AND c.status NOT IN ${OVER}))`,
  },
];

export const CASES_ARE_KEPT: readonly InvariantCheck[] = [
  {
    what: 'the open cases of a reallocation are not as many as it counts',
    sql: `SELECT r.id AS reallocation, r.status, r.open_cases, n.open FROM reallocation r
          CROSS JOIN LATERAL (SELECT count(*)::int AS open FROM reallocation_case c
                              WHERE c.reallocation_id = r.id AND c.status NOT IN ${OVER}) n
          WHERE r.open_cases <> n.open OR (r.started_at IS NOT NULL AND (r.status = 'finished') <> (n.open = 0))`,
  },
  {
    what: 'a reallocation runs with cases in its queue and nothing that would release them',
    sql: `SELECT r.id AS reallocation FROM reallocation r WHERE r.status = 'running' AND r.next_release_at IS NULL
          AND EXISTS (SELECT 1 FROM reallocation_case c WHERE c.reallocation_id = r.id AND c.status = 'queued')`,
  },
  {
    what: 'a case was lost: it has no next action, or an owner who is not there',
    sql: `SELECT c.id AS case, c.status FROM reallocation_case c
          LEFT JOIN app_user u ON u.id = c.next_action_owner_id AND u.disabled_at IS NULL
          WHERE c.status NOT IN ${OVER} AND (c.next_action IS NULL OR c.next_action_due_at IS NULL OR u.id IS NULL)`,
  },
  {
    what: 'what the log tells of a case does not lead from the queue to where it is',
    sql: `SELECT c.id AS case, c.status, told.steps FROM reallocation_case c
          LEFT JOIN LATERAL (
            SELECT array_agg(s.came || '>' || s.went ORDER BY s.position) AS steps, bool_and(s.came = s.before) AS joined,
                   (array_agg(s.went ORDER BY s.position DESC))[1] AS last
            FROM (SELECT position, payload->>'from' AS came, payload->>'to' AS went,
                         lag(payload->>'to', 1, 'queued') OVER (ORDER BY position) AS before
                  FROM event WHERE name = 'case.changed' AND subject_id = c.id::text) s) told ON true
          WHERE coalesce(told.last, 'queued') <> c.status OR NOT coalesce(told.joined, true)`,
  },
  {
    what: 'a branch was given more people out of a reallocation than its cap, within seven days',
    sql: `WITH replacement AS (
            SELECT c.reallocation_id, a.* FROM reallocation_case c JOIN award a ON a.package_id = c.package_id
            JOIN event made ON made.subject_id = a.id::text AND made.name = 'award.made'
            JOIN event begun ON begun.subject_id = c.reallocation_id::text AND begun.name = 'reallocation.started'
            WHERE made.position > begun.position AND a.status <> 'withdrawn'
              AND a.awarded_at <= coalesce(CASE WHEN c.status IN ${OVER} THEN c.changed_at END, a.awarded_at))
          SELECT a.id AS award, r.id AS reallocation, r.intake_cap, n.people FROM replacement a
          JOIN reallocation r ON r.id = a.reallocation_id
          CROSS JOIN LATERAL (
            SELECT count(DISTINCT b.person_id)::int AS people FROM replacement b
            WHERE b.reallocation_id = r.id AND b.delivering_branch_id = a.delivering_branch_id
              AND b.awarded_at <= a.awarded_at AND b.awarded_at > a.awarded_at - interval '7 days') n
          WHERE n.people > r.intake_cap AND NOT EXISTS (
            SELECT 1 FROM event e WHERE e.subject_id = r.id::text AND e.name = 'reallocation.changed')`,
  },
];

/**
 * Checks two invariants. A person who is moved is never without care (docs/rules.md §6.5). No case of a
 * reallocation is lost (docs/rules.md §4.2).
 */
export async function careHasNoGap(ask: Ask, now: Date): Promise<Violation[]> {
  return [
    ...(await findAll(ask, '5 care goes on', CARE_WITHOUT_GAP, now)),
    ...(await findAll(ask, '§4 no case is lost', CASES_ARE_KEPT)),
  ];
}

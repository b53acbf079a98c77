import { CARE_STEP, DECISION } from './care-steps.js';
import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

/**
 * SQL that joins each award, start, variation or change of deliverer with each condition that was in force at
 * that time. Each row has the weekly minutes before the change, and the minutes that the change added.
 *
 * The condition has the wording that was known at the commit. A back-dated start of care counts at its
 * back-dated time, even if the restriction was lifted later.
 */
const BOUND = `
  bound AS MATERIALIZED (
    SELECT d.*, c.id AS condition, c.kind AS condition_kind, c."limitMinutes" AS limit_minutes, c.basis,
           c."capMinutes" AS cap_minutes, w.from_at,
           stood.person_live, stood.person_all - d.own AS person_all, stood.branch_all - d.own AS branch_all
    FROM decision d
    JOIN restriction r ON r.branch_id = d.branch
      AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = d.authority)
    CROSS JOIN LATERAL (SELECT min(position) FILTER (WHERE name = 'restriction.recorded') AS recorded,
                               min(position) FILTER (WHERE name = 'restriction.lifted') AS lifted,
                               coalesce(max((payload->>'version')::int) FILTER (
                                 WHERE name = 'restriction.amended' AND position < d.position), 1) AS version
                        FROM event WHERE subject_id = r.id::text) told
    JOIN restriction_version w ON w.restriction_id = r.id AND w.version = told.version
      AND w.from_at <= d.at AND (w.to_at IS NULL OR d.at < w.to_at)
      AND (cardinality(w.lot_ids) = 0 OR d.lot = ANY(w.lot_ids))
    CROSS JOIN LATERAL jsonb_to_recordset(w.conditions)
      AS c (id uuid, kind text, "limitMinutes" int, basis text, "capMinutes" int)
    CROSS JOIN LATERAL (SELECT coalesce(sum(live) FILTER (WHERE person = d.person), 0) AS person_live,
                               coalesce(sum(live + awarded) FILTER (WHERE person = d.person), 0) AS person_all,
                               coalesce(sum(live + awarded), 0) AS branch_all
                        FROM care_step s WHERE s.branch = d.branch AND s.position < d.position) stood
    WHERE coalesce(told.recorded, 0) < d.position
      AND (told.lifted IS NULL OR told.lifted > d.position OR (d.kind = 'start' AND r.lifted_at > d.at)))`;

/**
 * SQL for the baseline of a growth limit, as known when care was changed. The baseline is the person's weekly
 * minutes with the branch when the restriction took effect. For care that started later, it is the weekly
 * minutes at the start.
 */
const BASELINE = `
  known AS (
    SELECT b.id AS decision, b.condition, b.from_at, p.id AS placement, p.started_at,
           CASE WHEN ended.position < b.position THEN p.ended_at END AS ended_at
    FROM bound b
    JOIN placement p ON p.delivering_branch_id = b.branch AND p.person_id = b.person
    LEFT JOIN event begun ON begun.subject_id = p.id::text AND begun.name = 'placement.started'
    LEFT JOIN event ended ON ended.subject_id = p.id::text AND ended.name = 'placement.ended'
    WHERE b.condition_kind = 'growth_limit' AND coalesce(begun.position, 0) < b.position),
  measured_at AS (
    SELECT decision, condition,
           CASE WHEN bool_or(started_at <= from_at AND (ended_at IS NULL OR from_at < ended_at)) THEN max(from_at)
                ELSE min(started_at) FILTER (WHERE started_at > from_at) END AS at
    FROM known GROUP BY decision, condition),
  baseline AS (
    SELECT k.decision, k.condition, sum(coalesce(
             (SELECT v.to_minutes FROM variation v WHERE v.placement_id = k.placement AND v.at < m.at ORDER BY v.id DESC LIMIT 1),
             (SELECT v.from_minutes FROM variation v WHERE v.placement_id = k.placement ORDER BY v.id LIMIT 1),
             (SELECT weekly_minutes FROM placement p WHERE p.id = k.placement))) AS minutes
    FROM known k JOIN measured_at m USING (decision, condition)
    WHERE k.started_at <= m.at AND (k.ended_at IS NULL OR m.at < k.ended_at)
    GROUP BY k.decision, k.condition)`;

/**
 * SQL for the minutes by which a change of care exceeded a condition. 0 for a condition that forbids the
 * change without a limit in minutes. Null if the condition allowed the change.
 */
const BEYOND = `
  beyond AS (
    SELECT b.*, base.minutes AS baseline, CASE b.condition_kind
      WHEN 'suspended' THEN CASE WHEN b.kind <> 'variation' OR b.added > 0 THEN 0 END
      WHEN 'closed' THEN CASE WHEN b.kind <> 'variation' THEN 0 END
      WHEN 'no_new_people' THEN CASE WHEN b.kind <> 'variation' AND b.person_live = 0 THEN 0 END
      WHEN 'hours_cap' THEN CASE WHEN b.added > 0 AND b.branch_all + b.added > b.cap_minutes
                                 THEN b.branch_all + b.added - b.cap_minutes END
      WHEN 'growth_limit' THEN CASE
        WHEN b.added > 0 AND b.person_all + b.added - m.base > b.limit_minutes
        THEN b.person_all + b.added - m.base - b.limit_minutes END END AS minutes_beyond
    FROM bound b
    LEFT JOIN baseline base ON base.decision = b.id AND base.condition = b.condition
    CROSS JOIN LATERAL (SELECT coalesce(
      CASE b.basis WHEN 'cumulative' THEN base.minutes ELSE nullif(b.person_all, 0) END,
      CASE b.basis WHEN 'cumulative' THEN nullif(b.person_all, 0) ELSE base.minutes END,
      b.person_all + b.added) AS base) m)`;

export const RESTRICTIONS_HOLD: readonly InvariantCheck[] = [
  {
    what: 'something was committed against a condition in force, without a permission that it used up',
    sql: `WITH ${CARE_STEP}, ${DECISION}, ${BOUND}, ${BASELINE}, ${BEYOND}
          SELECT kind, id, at, branch, person, package, condition, condition_kind, minutes_beyond::int, added, baseline::int,
                 person_live::int, person_all::int, branch_all::int, limit_minutes, cap_minutes, position::text
          FROM beyond b WHERE minutes_beyond IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM permission p WHERE p.condition_id = b.condition AND p.withdrawn_at IS NULL
              AND (p.award_id = b.award OR p.variation_id = b.variation OR p.placement_id = b.taken)
              AND (p.person_id = b.person OR p.package_id = b.package)
              AND coalesce(p.minutes, 0) >= b.minutes_beyond AND (b.kind = 'start' OR p.until >= b.at)
              AND NOT EXISTS (SELECT 1 FROM event e WHERE e.subject_id = p.id::text AND e.name = 'permission.recorded'
                                AND e.position > b.position))
            -- Leaves out awards that were withdrawn later, because their permissions were returned.
            AND NOT (b.kind = 'award' AND EXISTS (
              SELECT 1 FROM award a JOIN event e ON e.name = 'permission.used' AND e.at = a.awarded_at AND e.package_id = a.package_id
              JOIN permission p ON p.id = e.subject_id::uuid AND p.condition_id = b.condition
              WHERE a.id = b.award AND a.status = 'withdrawn'))`,
  },
  {
    what: 'an award went to a branch that the person had excluded',
    sql: `WITH ${DECISION}
          SELECT d.id AS award, d.branch, d.person FROM decision d
          WHERE d.kind = 'award' AND 'person.excluded_branch' = (
            SELECT e.name FROM event e WHERE e.name IN ('person.excluded_branch', 'person.allowed_branch')
              AND e.subject_id = d.person::text AND e.payload->>'branchId' = d.branch AND e.position < d.position
            ORDER BY e.position DESC LIMIT 1)`,
  },
  {
    what: 'a branch is still asked for what an enforced restriction forbids it without exception',
    sql: `SELECT i.id AS invitation, r.id AS restriction, c.kind FROM invitation i
          JOIN broadcast b ON b.id = i.broadcast_id AND b.status = 'open'
          JOIN restriction r ON r.branch_id = ANY(i.may_deliver) AND r.enforced_at IS NOT NULL AND r.lifted_at IS NULL
            AND (r.to_at IS NULL OR r.to_at > $1) AND r.from_at <= $1
            AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = b.authority_id)
          JOIN restriction_condition c ON c.restriction_id = r.id AND c.kind IN ('suspended', 'closed')
            AND c.removed_at IS NULL
          WHERE i.status IN ('waiting', 'open')
            AND NOT EXISTS (SELECT 1 FROM permission p WHERE p.condition_id = c.id)
            AND (NOT EXISTS (SELECT 1 FROM restriction_lot l WHERE l.restriction_id = r.id)
                 OR EXISTS (SELECT 1 FROM restriction_lot l WHERE l.restriction_id = r.id AND l.lot_id = b.lot_id))`,
  },
];

/**
 * Checks docs/rules.md §6.3. No award, start or variation may break a condition that was in force at that
 * time.
 */
export const restrictionsHold = (ask: Ask, now: Date): Promise<Violation[]> =>
  findAll(ask, '3 restrictions hold', RESTRICTIONS_HOLD, now);

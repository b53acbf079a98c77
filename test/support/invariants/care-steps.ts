/**
 * SQL for every change of the weekly minutes that a branch delivers to a person, in the order of the commits.
 * `live` and `awarded` are the changes of started care and of awarded care. Their sums up to a commit are the
 * weekly minutes at that commit.
 *
 * The changes come from the event log. The product's rules read other columns, so a fault in these columns is
 * found.
 */
export const CARE_STEP = `
  care_step AS MATERIALIZED (
    SELECT e.position, a.delivering_branch_id AS branch, a.person_id AS person, 0 AS live,
           CASE e.name WHEN 'award.made' THEN a.weekly_minutes ELSE -a.weekly_minutes END AS awarded
    FROM event e JOIN award a ON a.id = e.subject_id::uuid WHERE e.name IN ('award.made', 'award.withdrawn')
    UNION ALL
    SELECT e.position, p.delivering_branch_id, p.person_id,
           CASE e.name
             WHEN 'placement.started' THEN (e.payload->>'weeklyMinutes')::int
             WHEN 'placement.varied' THEN (e.payload->>'toMinutes')::int - (e.payload->>'fromMinutes')::int
             ELSE -(e.payload->>'weeklyMinutes')::int END,
           CASE WHEN e.name = 'placement.started' THEN -coalesce(a.weekly_minutes, 0) ELSE 0 END
    FROM event e JOIN placement p ON p.id = e.subject_id::uuid LEFT JOIN award a ON a.id = p.award_id
    WHERE e.name IN ('placement.started', 'placement.varied', 'placement.ended')
    UNION ALL
    SELECT 0, p.delivering_branch_id, p.person_id,
           coalesce((SELECT v.from_minutes FROM variation v WHERE v.placement_id = p.id ORDER BY v.id LIMIT 1),
                    p.weekly_minutes), 0
    FROM placement p WHERE NOT EXISTS (
      SELECT 1 FROM event e WHERE e.subject_id = p.id::text AND e.name = 'placement.started'))`;

/**
 * SQL for all awards, starts, variations and changes of deliverer, each with the log position of its commit.
 */
export const DECISION = `
  decision AS MATERIALIZED (
    SELECT 'award' AS kind, a.id, e.position, a.awarded_at AS at, a.delivering_branch_id AS branch, a.person_id AS person,
           a.package_id AS package, a.authority_id AS authority, a.lot_id AS lot, a.weekly_minutes AS added, 0 AS own,
           a.id AS award, NULL::uuid AS variation, NULL::uuid AS taken
    FROM award a JOIN event e ON e.subject_id = a.id::text AND e.name = 'award.made'
    UNION ALL
    SELECT 'start', p.id, e.position, p.started_at, p.delivering_branch_id, p.person_id, p.package_id, p.authority_id,
           p.lot_id, a.weekly_minutes, a.weekly_minutes, a.id, NULL, NULL
    FROM placement p JOIN award a ON a.id = p.award_id
    JOIN event e ON e.subject_id = p.id::text AND e.name = 'placement.started'
    UNION ALL
    SELECT 'taking over', p.id, e.position, p.started_at, p.delivering_branch_id, p.person_id, p.package_id, p.authority_id,
           p.lot_id, (e.payload->>'weeklyMinutes')::int, 0, NULL, NULL, p.id
    FROM placement p JOIN event e ON e.subject_id = p.id::text AND e.name = 'placement.started'
    WHERE p.award_id IS NULL
    UNION ALL
    SELECT 'variation', v.id, e.position, v.at, p.delivering_branch_id, p.person_id, p.package_id, p.authority_id, p.lot_id,
           v.to_minutes - v.from_minutes, 0, NULL, v.id, NULL
    FROM (SELECT *, row_number() OVER (PARTITION BY placement_id ORDER BY id) AS n FROM variation) v
    JOIN placement p ON p.id = v.placement_id
    JOIN (SELECT *, row_number() OVER (PARTITION BY subject_id ORDER BY position) AS n FROM event
          WHERE name = 'placement.varied') e ON e.subject_id = p.id::text AND e.n = v.n)`;

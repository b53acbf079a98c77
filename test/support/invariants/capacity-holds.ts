import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

/**
 * SQL for the history of a branch's capacity in a lot. It lists all declarations, awards and returned
 * minutes, in the order of their commits. The spare minutes are the last declared minutes plus all later
 * changes.
 */
const LEDGER = `
  entry AS (
    SELECT e.position, e.authority_id AS authority, e.payload->>'branchId' AS branch, (e.payload->>'lotId')::uuid AS lot,
           (e.payload->>'spareMinutes')::int AS minutes, true AS declares
    FROM event e WHERE e.name = 'capacity.declared'
    UNION ALL
    SELECT e.position, a.authority_id, a.delivering_branch_id, a.lot_id,
           CASE e.name WHEN 'award.made' THEN -a.weekly_minutes ELSE a.weekly_minutes END, false
    FROM event e JOIN award a ON a.id = e.subject_id::uuid WHERE e.name IN ('award.made', 'award.withdrawn')
    UNION ALL
    SELECT e.position, p.authority_id, p.delivering_branch_id, p.lot_id, -(e.payload->>'weeklyMinutes')::int, false
    FROM event e JOIN placement p ON p.id = e.subject_id::uuid
    WHERE e.name = 'placement.started' AND p.award_id IS NULL
    UNION ALL
    SELECT e.position, p.authority_id, p.delivering_branch_id, p.lot_id,
           (e.payload->>'fromMinutes')::int - (e.payload->>'toMinutes')::int, false
    FROM event e JOIN placement p ON p.id = e.subject_id::uuid
    WHERE e.name = 'placement.varied' AND (e.payload->>'toMinutes')::int > (e.payload->>'fromMinutes')::int),
  since AS (SELECT *, count(*) FILTER (WHERE declares) OVER turn AS declaration FROM entry
            WINDOW turn AS (PARTITION BY authority, branch, lot ORDER BY position)),
  balance AS (SELECT *, sum(minutes) OVER (PARTITION BY authority, branch, lot, declaration ORDER BY position) AS spare
              FROM since WHERE declaration > 0)`;

export const CAPACITY_HOLDS: readonly InvariantCheck[] = [
  {
    what: 'spare capacity is below zero',
    sql: 'SELECT authority_id, branch_id, lot_id, spare_minutes FROM capacity WHERE spare_minutes < 0',
  },
  {
    what: 'more was given out than had been declared',
    sql: `WITH ${LEDGER} SELECT authority, branch, lot, position::text, spare::int FROM balance WHERE spare < 0`,
  },
  {
    what: 'what is spare is not what was declared, less what was given out',
    sql: `WITH ${LEDGER}
          SELECT c.branch_id, c.lot_id, c.spare_minutes, last.spare::int AS by_the_log FROM capacity c
          JOIN LATERAL (SELECT spare FROM balance b WHERE b.authority = c.authority_id AND b.branch = c.branch_id
                          AND b.lot = c.lot_id ORDER BY position DESC LIMIT 1) last ON true
          WHERE c.spare_minutes <> last.spare`,
  },
];

/** Checks docs/rules.md §6.2: the spare capacity of a branch is never below zero, at any commit. */
export const capacityHolds = (ask: Ask): Promise<Violation[]> =>
  findAll(ask, '2 capacity holds', CAPACITY_HOLDS);

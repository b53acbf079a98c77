import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

export const REALLOCATION_SETTINGS: readonly InvariantCheck[] = [
  {
    what: 'cases were released twice within a minute, and nobody had resumed it in between',
    sql: `SELECT later.subject_id AS reallocation, later.position::text, later.at, later.before FROM (
            SELECT subject_id, position, at, lag(at) OVER turns AS before, lag(position) OVER turns AS since FROM event
            WHERE name = 'reallocation.released' WINDOW turns AS (PARTITION BY subject_id ORDER BY position)) later
          WHERE later.at < later.before + interval '1 minute' AND NOT EXISTS (
            SELECT 1 FROM event e WHERE e.subject_id = later.subject_id AND e.name = 'reallocation.resumed'
              AND e.position > later.since AND e.position < later.position)`,
  },
  {
    what: 'a case went on by itself while its reallocation was paused',
    sql: `SELECT e.subject_id AS case, e.payload->>'to' AS went, e.position::text FROM event e
          WHERE e.name = 'case.changed' AND e.actor_id IS NULL
            AND (e.payload->>'from' = 'queued' OR (e.payload->>'from' = 'released' AND e.payload->>'to' IN ('broadcast', 'unplaced')))
            AND 'reallocation.paused' = (
              SELECT s.name FROM event s WHERE s.subject_id = e.payload->>'reallocationId' AND s.position < e.position
                AND s.name IN ('reallocation.started', 'reallocation.paused', 'reallocation.resumed', 'reallocation.stopping')
              ORDER BY s.position DESC LIMIT 1)`,
  },
  {
    what: 'a case was kept as a matter of course although a branch had been promised it',
    sql: `SELECT c.id AS case, c.keep_cause FROM reallocation_case c
          JOIN event e ON e.subject_id = c.id::text AND e.name = 'case.changed'
          WHERE c.status = 'kept' AND c.keep_cause <> 'decided'
            AND e.payload->>'to' = 'kept' AND e.payload->>'from' = 'awarded'`,
  },
  {
    what: 'the branch that is to be left was asked to take its own care over',
    sql: `SELECT c.id AS case, i.id AS invitation FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
          JOIN event begun ON begun.subject_id = r.id::text AND begun.name = 'reallocation.started'
          LEFT JOIN event over ON over.subject_id = c.id::text AND over.name = 'case.changed'
            AND over.payload->>'to' IN ('moved', 'kept', 'ended')
          JOIN broadcast b ON b.package_id = c.package_id
          JOIN event opened ON opened.subject_id = b.id::text AND opened.name = 'broadcast.opened'
            AND opened.position > begun.position AND (over.position IS NULL OR opened.position < over.position)
          JOIN invitation i ON i.broadcast_id = b.id AND r.branch_id = ANY(i.may_deliver)`,
  },
];

/**
 * Checks docs/rules.md §4.2 and §4.3. A reallocation obeys its pace and its pauses, and leaves awarded care
 * as it is. It never invites the branch that the care leaves.
 */
export const reallocationSettingsHold = (ask: Ask): Promise<Violation[]> =>
  findAll(ask, '§4 moves are steered', REALLOCATION_SETTINGS);

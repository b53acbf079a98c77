import { DECISION } from './care-steps.js';
import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

/**
 * SQL for the branches whose registration forbids them to deliver care. Each has the log position of the last
 * change of the branch.
 */
const CLOSED = `
  closed AS (
    SELECT b.id, (SELECT max(position) FROM event e WHERE e.subject_id = b.id AND e.name = 'branch.changed') AS since
    FROM branch b WHERE b.registration_status <> 'registered' OR b.dormant OR NOT b.personal_care)`;

export const REGISTRATION_HOLDS: readonly InvariantCheck[] = [
  {
    what: 'a branch that has lost its registration is still asked',
    sql: `WITH ${CLOSED}
          SELECT i.id AS invitation, i.status, closed.id AS branch FROM closed
          JOIN invitation i ON closed.id = ANY(i.may_deliver) AND i.status IN ('waiting', 'open')
          JOIN broadcast b ON b.id = i.broadcast_id AND b.status IN ('open', 'closed')`,
  },
  {
    what: 'an offer stands under which a branch would deliver that has lost its registration',
    sql: `WITH ${CLOSED}
          SELECT o.id AS offer, closed.id AS branch FROM closed
          JOIN offer o ON o.delivering_branch_id = closed.id AND o.status = 'standing'`,
  },
  {
    what: 'an award waits for a start that the registration forbids, and nobody was told',
    sql: `WITH ${CLOSED}
          SELECT a.id AS award, closed.id AS branch FROM closed
          JOIN award a ON a.delivering_branch_id = closed.id AND a.status = 'awaiting_start' AND a.blocked_at IS NULL`,
  },
  {
    what: 'a branch was given care after it had lost its registration',
    sql: `WITH ${CLOSED}, ${DECISION}
          SELECT d.kind, d.id, d.branch, d.position::text FROM closed
          JOIN decision d ON d.branch = closed.id AND d.position > closed.since AND d.kind <> 'variation'`,
  },
];

/**
 * Checks the rule `registration.active` (docs/rules.md §3.2). A branch gets no work if CQC has not registered
 * it for personal care.
 */
export const registrationHolds = (ask: Ask): Promise<Violation[]> =>
  findAll(ask, '§3.2 registration holds', REGISTRATION_HOLDS);

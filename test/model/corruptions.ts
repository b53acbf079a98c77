/**
 * Pairs of a sentence that describes a violated invariant, and SQL that causes the violation. With these
 * pairs, a test shows that the invariant's query finds the violation.
 */
type Corruptions = readonly (readonly [what: string, sql: string])[];

/** Violations in a reallocation of two people. One person has been moved, and one is still queued. */
export const OF_CASES: Corruptions = [
  [
    'somebody who is moved was without care at some instant since the reallocation began',
    `UPDATE placement SET started_at = started_at + interval '1 second' WHERE status = 'live'`,
  ],
  [
    'somebody who was moved is cared for by the branch that was to be left, or two branches overlapped',
    `UPDATE placement SET ended_at = ended_at + interval '1 second' WHERE status = 'ended'`,
  ],
  [
    'a case says something else than the broadcast, award and placement of its package',
    `UPDATE reallocation_case SET status = 'deciding' WHERE status = 'queued'`,
  ],
  [
    'care that is live and not being moved is asked for or promised to somebody else',
    `DROP INDEX uq_award_package; UPDATE award SET status = 'awaiting_start', started_at = NULL`,
  ],
  [
    'care that has ended is still asked for or promised',
    `UPDATE package SET status = 'ended' WHERE id IN (SELECT package_id FROM reallocation_case WHERE status = 'queued')`,
  ],
  [
    'the open cases of a reallocation are not as many as it counts',
    'UPDATE reallocation SET open_cases = open_cases + 1',
  ],
  [
    'a reallocation runs with cases in its queue and nothing that would release them',
    'UPDATE reallocation SET next_release_at = NULL',
  ],
  [
    'a case was lost: it has no next action, or an owner who is not there',
    'UPDATE app_user SET disabled_at = created_at',
  ],
  [
    'what the log tells of a case does not lead from the queue to where it is',
    `DELETE FROM event WHERE name = 'case.changed' AND payload->>'to' = 'moved'`,
  ],
  [
    'a branch was given more people out of a reallocation than its cap, within seven days',
    'UPDATE reallocation SET intake_cap = 0',
  ],
  [
    'cases were released twice within a minute, and nobody had resumed it in between',
    `INSERT INTO event SELECT gen_random_uuid(), 1000000 + position, authority_id, provider_ids, name, subject_type, subject_id,
       package_id, actor_id, at, payload FROM event WHERE name = 'reallocation.released'`,
  ],
  [
    'a case went on by itself while its reallocation was paused',
    `UPDATE event SET name = 'reallocation.paused' WHERE name = 'reallocation.started'`,
  ],
  [
    'a case was kept as a matter of course although a branch had been promised it',
    `UPDATE reallocation_case SET status = 'kept', keep_cause = 'restriction_ended' WHERE status = 'moved';
     UPDATE event SET payload = payload || '{"to": "kept"}' WHERE name = 'case.changed' AND payload->>'to' = 'moved'`,
  ],
  [
    'the branch that is to be left was asked to take its own care over',
    'UPDATE invitation SET may_deliver = may_deliver || (SELECT branch_id FROM reallocation)',
  ],
];

export const OF_REGISTRATION: Corruptions = [
  ['a branch that has lost its registration is still asked', 'UPDATE branch SET dormant = true'],
  [
    'an offer stands under which a branch would deliver that has lost its registration',
    'UPDATE branch SET dormant = true',
  ],
  [
    'an award waits for a start that the registration forbids, and nobody was told',
    `UPDATE branch SET personal_care = false; DROP INDEX uq_award_package; UPDATE award SET status = 'awaiting_start', started_at = NULL, blocked_at = NULL`,
  ],
  [
    'a branch was given care after it had lost its registration',
    `UPDATE branch SET registration_status = 'deregistered';
     INSERT INTO event (id, position, name, subject_type, subject_id, at, payload)
     SELECT gen_random_uuid(), row_number() OVER () - 1000, 'branch.changed', 'branch', id, now(), '{}' FROM branch`,
  ],
];

/** Violations of "no work is overdue": each SQL makes work overdue. */
export const OF_OVERDUE: Corruptions = [
  [
    'a broadcast is open past its deadline',
    `UPDATE broadcast SET closes_at = opened_at WHERE status = 'open'`,
  ],
  [
    'a start is overdue and nobody was alerted',
    `DROP INDEX uq_award_package; UPDATE award SET status = 'awaiting_start', started_at = NULL, start_due_at = awarded_at`,
  ],
  [
    'a restriction has come into force and has revoked nothing',
    'UPDATE restriction SET enforced_at = NULL, lifted_at = NULL',
  ],
  ['a broadcast is open in which nobody can answer any more', `UPDATE invitation SET status = 'declined'`],
  [
    'a reallocation should have released cases by now',
    'UPDATE reallocation SET next_release_at = started_at',
  ],
  [
    'the turn of a case has come in a reallocation that runs, and nobody was asked',
    `UPDATE reallocation_case SET status = 'released' WHERE status = 'queued'`,
  ],
  ['a reallocation that was stopped still looks for branches', `UPDATE reallocation SET status = 'stopping'`],
  [
    'a branch is suspended, delivers care, and no reallocation was proposed',
    'DELETE FROM reallocation_case; UPDATE reallocation SET restriction_id = NULL',
  ],
  [
    'a contract was handed back, care is delivered under it, and no reallocation was proposed',
    `DELETE FROM reallocation_case;
     INSERT INTO hand_back SELECT gen_random_uuid(), authority_id, delivering_branch_id, '{}', 0, 0, '2099-03-02', 'x',
       gen_random_uuid(), now(), NULL FROM placement WHERE status = 'live'`,
  ],
  [
    'a branch that may not deliver any more delivers care, and no reallocation was proposed',
    'UPDATE branch SET dormant = true',
  ],
];

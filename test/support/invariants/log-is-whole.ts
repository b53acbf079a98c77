import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

/**
 * SQL that is true if a placement `p` without an award was live before Homeward. Otherwise `p` began with a
 * change of deliverer, at the moment when another placement ended.
 */
const BEFORE_HOMEWARD = `NOT EXISTS (
  SELECT 1 FROM placement o WHERE o.package_id = p.package_id AND o.end_reason = 'deliverer_changed' AND o.ended_at = p.started_at)`;

/**
 * For each event name, SQL that finds in the other tables which events the log should contain. The SQL gives
 * the subject of the events, and how many events the subject should have. Event names that no row can prove
 * are left out.
 */
export const EXPECTED: Readonly<Record<string, string>> = {
  'package.created': `SELECT id::text, 1 FROM package k WHERE NOT EXISTS (
      SELECT 1 FROM placement p WHERE p.package_id = k.id AND p.award_id IS NULL AND ${BEFORE_HOMEWARD})`,
  'package.withdrawn': `SELECT id::text, 1 FROM package WHERE status = 'withdrawn'`,
  'broadcast.opened': 'SELECT id::text, 1 FROM broadcast',
  'broadcast.cancelled': `SELECT id::text, 1 FROM broadcast WHERE status = 'cancelled'`,
  'broadcast.unfilled': `SELECT id::text, 1 FROM broadcast WHERE status = 'unfilled'`,
  'broadcast.extended':
    'SELECT broadcast_id::text, count(*)::int FROM broadcast_extension GROUP BY broadcast_id',
  'broadcast.wave_opened': `SELECT broadcast_id::text, count(*)::int FROM broadcast_wave
      WHERE opened_at IS NOT NULL AND number > 1 GROUP BY broadcast_id`,
  'invitation.opened': 'SELECT id::text, 1 FROM invitation WHERE opened_at IS NOT NULL',
  'invitation.declined': 'SELECT id::text, 1 FROM invitation WHERE declined_at IS NOT NULL',
  'invitation.revoked': `SELECT id::text, 1 FROM invitation WHERE status = 'revoked'`,
  'invitation.ended': `SELECT id::text, 1 FROM invitation WHERE status = 'ended' AND opened_at IS NOT NULL`,
  'offer.lost': `SELECT id::text, 1 FROM offer WHERE status = 'lost'`,
  'award.made': 'SELECT id::text, 1 FROM award',
  'award.withdrawn': 'SELECT id::text, 1 FROM award WHERE withdrawn_at IS NOT NULL',
  'award.overdue': 'SELECT id::text, 1 FROM award WHERE overdue_at IS NOT NULL',
  'award.contact_tried': 'SELECT award_id::text, count(*)::int FROM contact_attempt GROUP BY award_id',
  'placement.started': `SELECT id::text, 1 FROM placement p WHERE award_id IS NOT NULL OR NOT ${BEFORE_HOMEWARD}`,
  'placement.varied': 'SELECT placement_id::text, count(*)::int FROM variation GROUP BY placement_id',
  'placement.ended': 'SELECT id::text, 1 FROM placement WHERE ended_at IS NOT NULL',
  'permission.recorded': 'SELECT id::text, 1 FROM permission',
  'permission.withdrawn': 'SELECT id::text, 1 FROM permission WHERE withdrawn_at IS NOT NULL',
  'reallocation.proposed': 'SELECT id::text, 1 FROM reallocation',
  'reallocation.started': 'SELECT id::text, 1 FROM reallocation WHERE started_at IS NOT NULL',
  'reallocation.finished': `SELECT id::text, 1 FROM reallocation WHERE status = 'finished'`,
  // The dismissal of a proposed reallocation stores a stop cause too, but logs no `reallocation.stopping`
  // event.
  'reallocation.stopping': `SELECT id::text, 1 FROM reallocation WHERE stop_cause IS NOT NULL AND status <> 'dismissed'`,
  'hand_back.recorded': 'SELECT id::text, 1 FROM hand_back',
  'variation.requested': 'SELECT id::text, 1 FROM variation_request',
  'variation.approved': `SELECT id::text, 1 FROM variation_request WHERE status = 'approved'`,
  'variation.refused': `SELECT id::text, 1 FROM variation_request WHERE status = 'refused'`,
  'variation.withdrawn': `SELECT id::text, 1 FROM variation_request WHERE status = 'withdrawn'`,
  'concern.recorded': 'SELECT id::text, 1 FROM concern',
};

/**
 * Events of a restriction that are logged once for each authority. The SQL condition is true for restrictions
 * that must have the event.
 */
export const TO_EACH_AUTHORITY: Readonly<Record<string, string>> = {
  'restriction.recorded': 'true',
  'restriction.enforced': 'enforced_at IS NOT NULL',
  'restriction.lifted': 'lifted_at IS NOT NULL',
  'restriction.expired': 'expired_at IS NOT NULL',
};

/**
 * Events that must come first in the log among the events of their subject. For example, `package.created`
 * must be the first event of a package.
 */
const BIRTHS = [
  'package.created',
  'broadcast.opened',
  'award.made',
  'placement.started',
  'restriction.recorded',
  'contest.opened',
  'permission.recorded',
  'reallocation.proposed',
  'hand_back.recorded',
  'variation.requested',
];

const ONCE_FOR_EACH = Object.entries(EXPECTED).map(([name, sql]): InvariantCheck => ({
  what: `${name} does not stand in the log as often as in the rows`,
  sql: `SELECT coalesce(row.id, e.subject_id) AS subject, row.n AS rows, e.n AS logged
        FROM (${sql}) AS row (id, n)
        FULL JOIN (SELECT subject_id, count(*)::int AS n FROM event WHERE name = '${name}' GROUP BY subject_id) e
          ON e.subject_id = row.id
        WHERE row.n IS DISTINCT FROM e.n`,
}));

/**
 * The log may have one `restriction.enforced` event for each version of a restriction, because every
 * amendment is enforced again.
 */
const TOLD_TO_EACH = Object.entries(TO_EACH_AUTHORITY).map(([name, happened]): InvariantCheck => ({
  what: `${name} is told twice to one authority, or not at all`,
  sql: `SELECT r.id AS restriction, r.version, e.* FROM restriction r
        CROSS JOIN LATERAL (SELECT count(*)::int AS logged, count(DISTINCT authority_id)::int AS authorities,
                                   array_agg(position || ' ' || at ORDER BY position) AS told
                            FROM event WHERE name = '${name}' AND subject_id = r.id::text) e
        WHERE (e.logged > 0) <> (${happened}) OR e.logged < e.authorities
           OR e.logged > e.authorities * ${name === 'restriction.enforced' ? 'r.version' : '1'}`,
}));

/**
 * Events of a contest that are logged once for each authority that the notice binds. The SQL condition is true for
 * contests that must have the event.
 */
export const OF_A_CONTEST: Readonly<Record<string, string>> = {
  'contest.opened': 'true',
  'contest.answered': `status <> 'open'`,
};

const CONTESTS_TOLD = Object.entries(OF_A_CONTEST).map(([name, happened]): InvariantCheck => ({
  what: `${name} is told twice to one authority, or not to the two sides`,
  sql: `SELECT c.id AS contest, c.status, e.* FROM restriction_contest c
        CROSS JOIN LATERAL (SELECT count(*)::int AS logged, count(DISTINCT authority_id)::int AS authorities,
                                   count(*) FILTER (WHERE authority_id IN (c.authority_id, c.by_authority_id))::int AS sides
                            FROM event WHERE name = '${name}' AND subject_id = c.id::text) e
        WHERE (e.logged > 0) <> (${happened}) OR e.logged <> e.authorities
           OR (e.logged > 0 AND c.by_authority_id IS NOT NULL AND e.sides <> 2)`,
}));

const OTHERS: readonly InvariantCheck[] = [
  {
    what: 'the wordings of an offer are not what the log tells of it',
    sql: `SELECT o.id AS offer, v.n AS wordings, e.n AS logged FROM offer o
          CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM offer_version WHERE offer_id = o.id) v
          CROSS JOIN LATERAL (SELECT count(*)::int AS n FROM event WHERE subject_id = o.id::text
                                AND name IN ('offer.made', 'offer.revised', 'offer.withdrawn', 'offer.lapsed')) e
          WHERE v.n <> e.n`,
  },
  {
    what: 'a permission is used up and the log does not say so, or the other way about',
    sql: `SELECT p.id AS permission, p.used_at, e.used FROM permission p
          CROSS JOIN LATERAL (SELECT coalesce(sum(CASE name WHEN 'permission.used' THEN 1 WHEN 'permission.returned' THEN -1 END), 0)::int AS used
                              FROM event WHERE subject_id = p.id::text) e
          WHERE e.used <> (p.used_at IS NOT NULL)::int`,
  },
  {
    what: 'a provider’s stream holds something else than what names it',
    sql: `SELECT provider_id AS provider, position::text FROM (
            (SELECT provider_id, position FROM event_provider EXCEPT SELECT unnest(provider_ids), position FROM event)
            UNION ALL
            (SELECT unnest(provider_ids), position FROM event EXCEPT SELECT provider_id, position FROM event_provider)) AS unlike`,
  },
  {
    what: 'an event has no position',
    sql: 'SELECT id AS event, name FROM event WHERE position IS NULL',
  },
  {
    what: 'an effect stands before its cause: something happened to what was not there yet',
    sql: `SELECT e.name, e.subject_id AS subject, e.position::text, birth.name AS birth, birth.position::text AS born
          FROM (SELECT subject_type, subject_id, name, min(position) AS position FROM event
                WHERE name IN (${BIRTHS.map((name) => `'${name}'`).join(', ')}) GROUP BY 1, 2, 3) birth
          JOIN event e USING (subject_type, subject_id) WHERE e.position < birth.position`,
  },
  {
    what: 'an offer was made before its branch was invited, or an award before its broadcast',
    sql: `SELECT e.name, e.position::text, cause.position::text AS cause FROM event e
          JOIN event cause ON (e.name, cause.name, cause.subject_id) IN (
            ('offer.made', 'invitation.opened', e.payload->>'invitationId'),
            ('award.made', 'broadcast.opened', e.payload->>'broadcastId'))
          WHERE e.position < cause.position`,
  },
  {
    what: 'a deadline that was reached opened or closed nothing, and nothing in the log says why',
    sql: `SELECT b.id AS broadcast, b.status FROM broadcast b
          WHERE b.status = 'closed' AND NOT EXISTS (
            SELECT 1 FROM event e WHERE e.subject_id = b.id::text AND e.name = 'broadcast.closed')`,
  },
];

export const LOG_IS_WHOLE: readonly InvariantCheck[] = [
  ...ONCE_FOR_EACH,
  ...TOLD_TO_EACH,
  ...CONTESTS_TOLD,
  ...OTHERS,
];

/** Checks docs/rules.md §6.6: the event log has exactly one event for each change in the rows. */
export const logIsWhole = (ask: Ask): Promise<Violation[]> =>
  findAll(ask, '6 the log is whole', LOG_IS_WHOLE);

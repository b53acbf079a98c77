import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

/** Queries that find duplicates of records that may exist only once. */
const AT_MOST_ONE: readonly InvariantCheck[] = [
  {
    what: 'two broadcasts of a package are open or wait for their decision',
    sql: `SELECT package_id, array_agg(id ORDER BY id) AS broadcasts FROM broadcast
          WHERE status IN ('open', 'closed') GROUP BY package_id HAVING count(*) > 1`,
  },
  {
    what: 'two placements of a package are live',
    sql: `SELECT package_id, array_agg(id ORDER BY id) AS placements FROM placement
          WHERE ended_at IS NULL GROUP BY package_id HAVING count(*) > 1`,
  },
  {
    what: 'an offer is awarded twice',
    sql: 'SELECT offer_id, array_agg(id ORDER BY id) AS awards FROM award GROUP BY offer_id HAVING count(*) > 1',
  },
  {
    what: 'two awards of a package wait for their start',
    sql: `SELECT package_id, array_agg(id ORDER BY id) AS awards FROM award
          WHERE started_at IS NULL AND withdrawn_at IS NULL GROUP BY package_id HAVING count(*) > 1`,
  },
  {
    what: 'two offers of a broadcast have won',
    sql: `SELECT broadcast_id, array_agg(id ORDER BY id) AS offers FROM offer
          WHERE status = 'awarded' GROUP BY broadcast_id HAVING count(*) > 1`,
  },
  {
    what: 'an award has begun twice',
    sql: 'SELECT award_id, count(*)::int FROM placement WHERE award_id IS NOT NULL GROUP BY award_id HAVING count(*) > 1',
  },
];

/** Queries that find rows of different tables that contradict each other. */
const AGREE: readonly InvariantCheck[] = [
  {
    what: 'a package says something else than its broadcast, award and placement',
    sql: `SELECT p.id AS package, p.status, has.* FROM package p CROSS JOIN LATERAL (SELECT
            EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = p.id AND b.status = 'open') AS asked,
            EXISTS (SELECT 1 FROM broadcast b WHERE b.package_id = p.id AND b.status = 'closed') AS deciding,
            EXISTS (SELECT 1 FROM award a WHERE a.package_id = p.id AND a.status = 'awaiting_start') AS awarded,
            EXISTS (SELECT 1 FROM placement l WHERE l.package_id = p.id AND l.status = 'live') AS live) has
          WHERE (p.status = 'live') <> has.live OR (NOT has.live AND (
                (p.status = 'broadcast') <> has.asked OR (p.status = 'deciding') <> has.deciding
             OR (p.status = 'awarded') <> has.awarded))`,
  },
  {
    what: 'an award, its offer and its broadcast disagree',
    sql: `SELECT a.id AS award, a.status, o.status AS offer, b.status AS broadcast
          FROM award a JOIN offer o ON o.id = a.offer_id JOIN broadcast b ON b.id = a.broadcast_id
          WHERE b.status <> 'awarded' OR o.broadcast_id <> b.id
             OR o.status <> CASE a.status WHEN 'withdrawn' THEN 'award_withdrawn' ELSE 'awarded' END`,
  },
  {
    what: 'a broadcast is awarded, or an offer has won, without an award',
    sql: `SELECT b.id AS broadcast, o.id AS offer FROM broadcast b LEFT JOIN offer o ON o.broadcast_id = b.id
          WHERE (b.status = 'awarded' AND NOT EXISTS (SELECT 1 FROM award a WHERE a.broadcast_id = b.id))
             OR (o.status = 'awarded' AND NOT EXISTS (SELECT 1 FROM award a WHERE a.offer_id = o.id))`,
  },
  {
    what: 'an award and its placement disagree',
    sql: `SELECT a.id AS award, a.status, p.id AS placement FROM award a LEFT JOIN placement p ON p.award_id = a.id
          WHERE (a.status = 'started') <> (p.id IS NOT NULL)
             OR (p.id IS NOT NULL AND (p.delivering_branch_id <> a.delivering_branch_id OR p.package_id <> a.package_id))`,
  },
  {
    what: 'somebody is still asked, or waits to be, in a broadcast that is over',
    sql: `SELECT i.id AS invitation, i.status, b.id AS broadcast, b.status AS over FROM invitation i
          JOIN broadcast b ON b.id = i.broadcast_id WHERE i.status IN ('waiting', 'open') AND b.status <> 'open'`,
  },
  {
    what: 'an offer still stands in a broadcast that is decided',
    sql: `SELECT o.id AS offer, b.id AS broadcast, b.status AS decided FROM offer o
          JOIN broadcast b ON b.id = o.broadcast_id WHERE o.status = 'standing' AND b.status NOT IN ('open', 'closed')`,
  },
  {
    what: 'an offer stands although its branch has declined or is not asked yet',
    sql: `SELECT o.id AS offer, i.id AS invitation, i.status FROM offer o JOIN invitation i ON i.id = o.invitation_id
          WHERE o.status = 'standing' AND i.status IN ('waiting', 'declined')`,
  },
  {
    what: 'a broadcast that waits for its decision has nothing to decide',
    sql: `SELECT b.id AS broadcast FROM broadcast b WHERE b.status = 'closed'
          AND NOT EXISTS (SELECT 1 FROM offer o WHERE o.broadcast_id = b.id AND o.status = 'standing')`,
  },
  {
    what: 'the size of live care is not what its history and its package say',
    sql: `SELECT p.id AS placement, p.weekly_minutes, s.weekly_minutes AS history, k.weekly_minutes AS package
          FROM placement p JOIN package k ON k.id = p.package_id
          JOIN LATERAL (SELECT weekly_minutes FROM placement_size z WHERE z.placement_id = p.id
                        ORDER BY version DESC LIMIT 1) s ON true
          WHERE p.weekly_minutes <> s.weekly_minutes OR (p.status = 'live' AND p.weekly_minutes <> k.weekly_minutes)`,
  },
];

export const CONSISTENT_ROWS: readonly InvariantCheck[] = [...AT_MOST_ONE, ...AGREE];

/**
 * Checks docs/rules.md §6.1. Each package has at most one open broadcast and one live placement. Each offer
 * has at most one award. No rows contradict each other.
 */
export const rowsAreConsistent = (ask: Ask): Promise<Violation[]> =>
  findAll(ask, '1 one of each', CONSISTENT_ROWS);

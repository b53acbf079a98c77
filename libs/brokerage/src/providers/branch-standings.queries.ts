import { type BranchStanding, RECENT_DAYS } from '#contracts/coverage';
import { londonDate } from '#domain/time/london';
import { concernCounts, isLiveOn, mayDeliver } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { containing } from '../paging/page.js';
import { CONDITIONS_IN_FORCE } from '../facts/conditions-in-force.queries.js';

/**
 * The filters of the list of branches. Without a filter, every branch that works for the authority is listed.
 */
export interface BranchStandingFilters {
  /** A text to search for in branch names, provider names and CQC ids. */
  readonly search?: string;
  /** The lot to filter by: only branches that work in this lot today are listed. */
  readonly lotId?: string;
  /** If true, only branches with a restriction's condition in force are listed. */
  readonly isRestricted?: boolean;
}

/**
 * Lists the branches that work for an authority at an instant, ordered by name. Each branch has its rating,
 * care, capacity, conditions in force and concerns.
 */
export function branchStandings(
  reader: Reader,
  authorityId: string,
  { search, lotId, isRestricted = false }: BranchStandingFilters,
  now: Date,
): Promise<BranchStanding[]> {
  return reader.query(
    `WITH works AS (
       SELECT branch_id, lot_id, tier FROM contract
       WHERE authority_id = $1 AND ${isLiveOn('contract', '$3')}
       UNION ALL
       SELECT delivering_branch_id, lot_id, NULL FROM subcontract
       WHERE authority_id = $1 AND ${isLiveOn('subcontract', '$3')}
     ), in_lot AS (
       SELECT branch_id, lot_id, min(tier) AS tier FROM works GROUP BY branch_id, lot_id
     ), lots AS (
       SELECT w.branch_id, array_agg(w.lot_id) AS ids,
              jsonb_agg(jsonb_build_object('lotId', w.lot_id, 'code', l.code, 'tier', w.tier) ORDER BY l.code) AS lots
       FROM in_lot w JOIN lot l ON l.id = w.lot_id GROUP BY w.branch_id
     ), care AS (
       SELECT delivering_branch_id AS branch_id, count(DISTINCT person_id)::int AS people, sum(weekly_minutes)::int AS minutes
       FROM placement WHERE authority_id = $1 AND status = 'live' GROUP BY delivering_branch_id
     ), spare AS (
       SELECT branch_id, sum(spare_minutes)::int AS minutes FROM capacity WHERE authority_id = $1 GROUP BY branch_id
     ), bound AS (
       SELECT branch_id, jsonb_agg(DISTINCT kind) AS kinds FROM (${CONDITIONS_IN_FORCE}) one GROUP BY branch_id
     ), recent_concern AS (
       SELECT branch_id, count(*)::int AS concerns FROM concern
       WHERE authority_id = $1 AND at > $4 AND ${concernCounts('concern')} GROUP BY branch_id)
     SELECT b.id, b.name, b.provider_id AS "providerId", p.name AS "providerName", b.ratings->>'overall' AS rating,
            ${mayDeliver('b')} AS "isRegistered",
            coalesce(lots.lots, '[]') AS lots, coalesce(care.people, 0) AS people, coalesce(care.minutes, 0) AS "weeklyMinutes",
            coalesce(spare.minutes, 0) AS "spareMinutes", coalesce(bound.kinds, '[]') AS conditions,
            coalesce(recent_concern.concerns, 0) AS concerns
     FROM (SELECT branch_id FROM lots UNION SELECT branch_id FROM care) known
     JOIN branch b ON b.id = known.branch_id JOIN provider p ON p.id = b.provider_id
     LEFT JOIN lots ON lots.branch_id = b.id LEFT JOIN care ON care.branch_id = b.id
     LEFT JOIN spare ON spare.branch_id = b.id LEFT JOIN bound ON bound.branch_id = b.id
     LEFT JOIN recent_concern ON recent_concern.branch_id = b.id
     WHERE ($5::text IS NULL OR concat_ws(' ', b.id, b.name, p.id, p.name) ILIKE $5)
       AND ($6::uuid IS NULL OR $6 = ANY(lots.ids)) AND (NOT $7::boolean OR bound.kinds IS NOT NULL)
     ORDER BY b.name, b.id`,
    [authorityId, now, londonDate(now), recentSince(now), containing(search), lotId ?? null, isRestricted],
  );
}

const DAY_MS = 86_400_000;

/**
 * Returns the instant after which concerns and awards count as recent. Older concerns and awards are not
 * counted.
 */
export function recentSince(now: Date): Date {
  return new Date(now.getTime() - RECENT_DAYS * DAY_MS);
}

import type { Reader } from '#platform/database/database';

/** What a branch delivers, to the person in question and in all; weekly minutes. */
export interface CareDelivered {
  readonly branchId: string;
  readonly personMinutesNow: number;
  readonly personAwardedMinutes: number;
  readonly branchMinutesNow: number;
}

/**
 * Live care and awards that wait for their start, by delivering branch. The branch's total is that of
 * every authority: an hours cap counts all it delivers. `exceptAwardId` is left out: the award whose
 * start is being confirmed must not count against itself.
 */
export function careDelivered(
  reader: Reader,
  branchIds: readonly string[],
  personId: string,
  exceptAwardId: string | null,
): Promise<CareDelivered[]> {
  return reader.query(
    `SELECT b.id AS "branchId",
            coalesce(live.person, 0)::int AS "personMinutesNow",
            coalesce(awarded.person, 0)::int AS "personAwardedMinutes",
            (coalesce(live.total, 0) + coalesce(awarded.total, 0))::int AS "branchMinutesNow"
     FROM unnest($1::text[]) AS b (id)
     LEFT JOIN LATERAL (
       SELECT sum(weekly_minutes) AS total, sum(weekly_minutes) FILTER (WHERE person_id = $2) AS person
       FROM placement WHERE delivering_branch_id = b.id AND status = 'live') live ON true
     LEFT JOIN LATERAL (
       SELECT sum(weekly_minutes) AS total, sum(weekly_minutes) FILTER (WHERE person_id = $2) AS person
       FROM award WHERE delivering_branch_id = b.id AND status = 'awaiting_start' AND id IS DISTINCT FROM $3) awarded ON true`,
    [branchIds, personId, exceptAwardId],
  );
}

/**
 * The growth baseline of a person for each growth limit: the weekly minutes that the branch delivered
 * to the person when the restriction took effect, all packages together; where the care began later,
 * what it began with; null where the branch does not and did not care for the person. A change made at
 * the restriction's own instant is bound by it and so not in the baseline. Read from the append-only
 * history of sizes, so it is the same whenever it is asked.
 */
export function growthBaselines(
  reader: Reader,
  conditionIds: readonly string[],
  personId: string,
): Promise<{ conditionId: string; baselineMinutes: number | null }[]> {
  return reader.query(
    `SELECT c.id AS "conditionId", (
       SELECT sum(size.weekly_minutes)::int
       FROM placement p
       JOIN LATERAL (
         SELECT weekly_minutes FROM placement_size s
         WHERE s.placement_id = p.id AND (s.from_at < base.at OR s.version = 1) ORDER BY s.version DESC LIMIT 1) size ON true
       WHERE p.delivering_branch_id = r.branch_id AND p.person_id = $2
         AND p.started_at <= base.at AND (p.ended_at IS NULL OR p.ended_at > base.at)
     ) AS "baselineMinutes"
     FROM restriction_condition c
     JOIN restriction r ON r.id = c.restriction_id
     CROSS JOIN LATERAL (
       SELECT CASE WHEN bool_or(started_at <= r.from_at AND (ended_at IS NULL OR ended_at > r.from_at))
                   THEN r.from_at
                   ELSE min(started_at) FILTER (WHERE started_at > r.from_at) END AS at
       FROM placement WHERE delivering_branch_id = r.branch_id AND person_id = $2) base
     WHERE c.id = ANY($1) AND c.kind = 'growth_limit' AND c.removed_at IS NULL`,
    [conditionIds, personId],
  );
}

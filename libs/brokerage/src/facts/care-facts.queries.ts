import type { GrowthBasis } from '#contracts/restrictions';
import type { CareFact } from '#domain/restrictions/facts';
import type { Reader } from '#platform/database/database';

/** The weekly minutes that a branch delivers to one person and to all people. */
export type CareDelivered = Pick<CareFact, 'personMinutesNow' | 'personAwardedMinutes' | 'branchMinutesNow'>;

/**
 * A person whose care by a branch is summed. The sum leaves out the award `awardId`, if its start is being
 * decided. Otherwise its minutes would count twice.
 */
export interface CareSubject {
  readonly personId: string;
  readonly awardId?: string | null | undefined;
}

export interface CareOf {
  of(branchId: string, subject: CareSubject): CareDelivered;
  /** Every branch together with each person to whom the branch delivers care or has been awarded care. */
  readonly known: readonly { readonly branchId: string; readonly personId: string }[];
}

interface WorkRow {
  readonly branchId: string;
  readonly personId: string;
  readonly live: number;
  readonly awarded: number;
}

interface TotalRow {
  readonly branchId: string;
  readonly minutes: number;
}

interface ExceptedRow {
  readonly id: string;
  readonly branchId: string;
  readonly weeklyMinutes: number;
}

/**
 * Sums the care of each delivering branch and any number of people. The sum counts live care and awards whose
 * care has not started. A branch's total covers all authorities, because an hours cap limits all care of the
 * branch. The total of other authorities comes from a function that answers numbers only.
 */
export async function careDelivered(
  reader: Reader,
  branchIds: readonly string[],
  subjects: readonly CareSubject[],
): Promise<CareOf> {
  const personIds = [...new Set(subjects.map(({ personId }) => personId))];
  const [rows, totals, excepted] = await Promise.all([
    reader.query<WorkRow>(WORK, [branchIds, personIds]),
    reader.query<TotalRow>(TOTALS, [branchIds]),
    awardsExcepted(reader, subjects),
  ]);
  const personAt = new Map(rows.map((row) => [keyOf(row.branchId, row.personId), row]));
  const totalOf = new Map(totals.map(({ branchId, minutes }) => [branchId, minutes]));
  const exceptedBy = new Map(excepted.map((row) => [row.id, row]));
  return {
    known: rows.map(({ branchId, personId }) => ({ branchId, personId })),
    of: (branchId, { personId, awardId }) => {
      const person = personAt.get(keyOf(branchId, personId));
      const award = awardId == null ? undefined : exceptedBy.get(awardId);
      const own = award?.branchId === branchId ? award.weeklyMinutes : 0;
      return {
        personMinutesNow: person?.live ?? 0,
        personAwardedMinutes: (person?.awarded ?? 0) - own,
        branchMinutesNow: (totalOf.get(branchId) ?? 0) - own,
      };
    },
  };
}

const WORK = `
  SELECT branch_id AS "branchId", person_id AS "personId", sum(live)::int AS live, sum(awarded)::int AS awarded
  FROM (SELECT delivering_branch_id AS branch_id, person_id, weekly_minutes AS live, 0 AS awarded
        FROM placement WHERE delivering_branch_id = ANY($1) AND person_id = ANY($2) AND status = 'live'
        UNION ALL
        SELECT delivering_branch_id, person_id, 0, weekly_minutes
        FROM award WHERE delivering_branch_id = ANY($1) AND person_id = ANY($2) AND status = 'awaiting_start') work
  GROUP BY 1, 2`;

const TOTALS = `SELECT branch_id AS "branchId", minutes FROM branch_minutes($1)
  WHERE branch_id IS NOT NULL AND minutes IS NOT NULL`;

const keyOf = (branchId: string, personId: string): string => `${branchId} ${personId}`;

async function awardsExcepted(reader: Reader, subjects: readonly CareSubject[]): Promise<ExceptedRow[]> {
  const ids = subjects.flatMap(({ awardId }) => awardId ?? []);
  if (ids.length === 0) return [];
  return reader.query(
    `SELECT id, delivering_branch_id AS "branchId", weekly_minutes AS "weeklyMinutes"
     FROM award WHERE id = ANY($1) AND status = 'awaiting_start'`,
    [ids],
  );
}

/** A growth limit for which baselines are read. The limit is recorded, or only proposed in a preview. */
export interface LimitFrom {
  readonly conditionId: string;
  readonly branchId: string;
  readonly from: Date;
  readonly basis: GrowthBasis;
}

/**
 * Reads growth baselines: the weekly minutes that a branch delivered to a person when the restriction took
 * effect. If the care began later, the baseline is the weekly minutes at its beginning.
 *
 * Leaves out changes at the exact instant at which the restriction takes effect, because the restriction
 * already binds them.
 *
 * If a limit has the basis `per_change`, the baseline of ended care is the weekly minutes last delivered.
 * Otherwise a branch could end care and begin it again with more minutes.
 */
export async function growthBaselines(
  reader: Reader,
  limits: readonly LimitFrom[],
  personIds: readonly string[],
): Promise<{ conditionId: string; personId: string; baselineMinutes: number | null }[]> {
  if (limits.length === 0) return [];
  return reader.query(
    `SELECT l.condition_id AS "conditionId", base.person_id AS "personId",
       CASE WHEN l.basis = 'per_change' AND base.last_end > l.from_at THEN (
         SELECT sum(p.weekly_minutes)::int FROM placement p
         WHERE p.delivering_branch_id = l.branch_id AND p.person_id = base.person_id AND p.ended_at = base.last_end
       ) ELSE (
       SELECT sum(size.weekly_minutes)::int
       FROM placement p
       JOIN LATERAL (
         SELECT weekly_minutes FROM placement_size s
         WHERE s.placement_id = p.id AND (s.from_at < base.at OR s.version = 1) ORDER BY s.version DESC LIMIT 1) size ON true
       WHERE p.delivering_branch_id = l.branch_id AND p.person_id = base.person_id
         AND p.started_at <= base.at AND (p.ended_at IS NULL OR p.ended_at > base.at)
     ) END AS "baselineMinutes"
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $5::text[]) AS l (condition_id, branch_id, from_at, basis)
     CROSS JOIN LATERAL (
       SELECT person_id,
              CASE WHEN bool_or(started_at <= l.from_at AND (ended_at IS NULL OR ended_at > l.from_at))
                   THEN l.from_at
                   ELSE min(started_at) FILTER (WHERE started_at > l.from_at) END AS at,
              CASE WHEN bool_and(ended_at IS NOT NULL) THEN max(ended_at) END AS last_end
       FROM placement WHERE delivering_branch_id = l.branch_id AND person_id = ANY($4)
       GROUP BY person_id) base`,
    [
      limits.map(({ conditionId }) => conditionId),
      limits.map(({ branchId }) => branchId),
      limits.map(({ from }) => from),
      [...new Set(personIds)],
      limits.map(({ basis }) => basis),
    ],
  );
}

import { type ClockProfile, DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import type { Urgency } from '#contracts/packages';
import type { Awarding, CaseStatus, ReallocationCause, ReallocationStatus } from '#contracts/reallocations';
import { caseIsOpen, caseIsUnpromised } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';

/** An open case of a reallocation, with the reallocation's settings for the replacement broadcast. */
export interface OpenCase {
  readonly id: string;
  readonly reallocationId: string;
  readonly packageId: string;
  readonly status: CaseStatus;
  readonly ownerId: string;
  readonly cause: ReallocationCause;
  /** The branch that the transferred person leaves. */
  readonly leavingBranchId: string;
  readonly urgency: Urgency;
  /** The authority's time limits for packages of this urgency. */
  readonly clock: ClockProfile;
  readonly awarding: Awarding;
  readonly intakeCap: number | null;
  readonly reallocationStatus: ReallocationStatus;
}

/** An open case as a database row. `ownClock` is null if the authority has no clock profile for the urgency. */
interface OpenCaseRow extends Omit<OpenCase, 'clock'> {
  readonly ownClock: ClockProfile | null;
}

const OPEN_CASE = `
  SELECT c.id, c.reallocation_id AS "reallocationId", c.package_id AS "packageId", c.status,
         c.next_action_owner_id AS "ownerId", r.cause, r.branch_id AS "leavingBranchId", r.urgency, r.awarding,
         r.intake_cap AS "intakeCap", r.status AS "reallocationStatus",
         CASE WHEN k.urgency IS NOT NULL THEN jsonb_build_object('urgency', k.urgency, 'respondMinutes', k.respond_minutes,
           'startWithinMinutes', k.start_within_minutes, 'workingHours', k.working_hours) END AS "ownClock"
  FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
  LEFT JOIN clock_profile k ON k.authority_id = r.authority_id AND k.urgency = r.urgency
  WHERE c.next_action_owner_id IS NOT NULL`;

/**
 * Reads the open case of a package, or returns null. The answer is certain only if the caller has locked the
 * package.
 */
export async function openCaseOf(reader: Reader, packageId: string): Promise<OpenCase | null> {
  const [row]: OpenCaseRow[] = await reader.query(
    `${OPEN_CASE} AND c.package_id = $1 AND ${caseIsOpen('c')}`,
    [packageId],
  );
  if (!row) return null;
  const { ownClock, ...openCase } = row;
  return { ...openCase, clock: ownClock ?? DEFAULT_CLOCK_PROFILES[row.urgency] };
}

/**
 * Counts how many people of a reallocation each branch has been awarded since an instant. Leaves out the
 * person of `exceptPackageId`.
 */
export async function intakeOf(
  reader: Reader,
  reallocationId: string,
  { since, exceptPackageId }: { readonly since: Date; readonly exceptPackageId: string },
): Promise<ReadonlyMap<string, number>> {
  const rows: { branchId: string; people: number }[] = await reader.query(
    `SELECT a.delivering_branch_id AS "branchId", count(DISTINCT a.person_id)::int AS people
     FROM reallocation_case c
     JOIN award a ON a.package_id = c.package_id AND a.status <> 'withdrawn' AND a.awarded_at > $2
     JOIN reallocation r ON r.id = c.reallocation_id AND a.awarded_at >= r.started_at
       -- An award that was made after its case was closed does not count for the intake cap.
       AND (${caseIsOpen('c')} OR a.awarded_at <= c.changed_at)
     WHERE c.reallocation_id = $1
       AND a.person_id <> (SELECT person_id FROM package WHERE id = $3)
     GROUP BY a.delivering_branch_id`,
    [reallocationId, since, exceptPackageId],
  );
  return new Map(rows.map(({ branchId, people }) => [branchId, people]));
}

/**
 * Lists the open cases whose care can simply stay at its branch when the reallocation stops, because the care
 * is not awarded to another branch.
 */
export async function casesToSettle(reader: Reader, reallocationId: string): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(
    `SELECT c.id FROM reallocation_case c WHERE c.reallocation_id = $1 AND ${caseIsUnpromised('c')} ORDER BY c.rank`,
    [reallocationId],
  );
  return rows.map(({ id }) => id);
}

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
  readonly awarding: Awarding;
  readonly intakeCap: number | null;
  readonly reallocationStatus: ReallocationStatus;
}

const OPEN_CASE = `
  SELECT c.id, c.reallocation_id AS "reallocationId", c.package_id AS "packageId", c.status,
         c.next_action_owner_id AS "ownerId", r.cause, r.branch_id AS "leavingBranchId", r.urgency, r.awarding,
         r.intake_cap AS "intakeCap", r.status AS "reallocationStatus"
  FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
  WHERE c.next_action_owner_id IS NOT NULL`;

/**
 * Reads the open case of a package, or returns null. The answer is certain only if the caller has locked the
 * package.
 */
export async function openCaseOf(reader: Reader, packageId: string): Promise<OpenCase | null> {
  const [row]: OpenCase[] = await reader.query(`${OPEN_CASE} AND c.package_id = $1 AND ${caseIsOpen('c')}`, [
    packageId,
  ]);
  return row ?? null;
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

import type { Urgency } from '#contracts/packages';
import type { Awarding, CaseStatus, ReallocationCause, ReallocationStatus } from '#contracts/reallocations';
import { OVER } from '#domain/reallocations/case-life';
import type { Reader } from '#platform/database/database';

/** A case that is not over, with what its reallocation asks of the replacement. */
export interface OpenCase {
  readonly id: string;
  readonly reallocationId: string;
  readonly packageId: string;
  readonly status: CaseStatus;
  readonly ownerId: string;
  readonly cause: ReallocationCause;
  /** The branch that the person is being moved from. */
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

/** The one case that moves a package's care, or null; hold the package first to rely on it. */
export async function openCaseOf(reader: Reader, packageId: string): Promise<OpenCase | null> {
  const [row]: OpenCase[] = await reader.query(
    `${OPEN_CASE} AND c.package_id = $1 AND c.status NOT IN ('moved', 'kept', 'ended')`,
    [packageId],
  );
  return row ?? null;
}

/**
 * How many people of a reallocation each branch has been awarded since an instant, not counting one person:
 * a second package of the same person is no further intake.
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
       -- What is awarded of the package once its case is over is no intake of this reallocation.
       AND (c.status NOT IN ('moved', 'kept', 'ended') OR a.awarded_at <= c.changed_at)
     WHERE c.reallocation_id = $1
       AND a.person_id <> (SELECT person_id FROM package WHERE id = $3)
     GROUP BY a.delivering_branch_id`,
    [reallocationId, since, exceptPackageId],
  );
  return new Map(rows.map(({ branchId, people }) => [branchId, people]));
}

/** Those of a reallocation that may still be kept as a matter of course: nobody has been promised them. */
export async function casesToSettle(reader: Reader, reallocationId: string): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(
    `SELECT id FROM reallocation_case WHERE reallocation_id = $1 AND status <> ALL ($2) ORDER BY rank`,
    [reallocationId, [...OVER, 'awarded']],
  );
  return rows.map(({ id }) => id);
}

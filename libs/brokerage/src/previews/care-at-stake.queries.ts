import type { Capability } from '#contracts/needs';
import type { Urgency } from '#contracts/packages';
import type { PreviewView } from '#contracts/previews';
import type { CareAtStake } from '#domain/previews/count-care';
import { groupedBy, sumOf } from '#domain/collections';
import { caseIsOpen } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import type { Visit } from '#contracts/visits';

/** The care of one branch for one authority, in some lots or all. */
export interface StakeQuestion {
  readonly authorityId: string;
  readonly branchId: string;
  /** The lots in which the care counts. An empty list means all lots. */
  readonly lotIds: readonly string[];
}

/** Live care that a branch delivers, with the package for which a replacement would be broadcast. */
export interface CareToMove extends CareAtStake {
  readonly placementId: string;
  /** True if an open case transfers this care already. A new reallocation would make no second case. */
  readonly isMoving: boolean;
  readonly package: {
    readonly id: string;
    readonly lotId: string;
    readonly urgency: Urgency;
    readonly visits: Visit[];
    readonly needs: Capability[];
    readonly weeklyMinutes: number;
  };
}

const IN_LOTS = `p.status = 'live' AND p.authority_id = $1 AND (cardinality($3::uuid[]) = 0 OR p.lot_id = ANY($3))`;

/** Reads the live care that the branch delivers, under its own or another branch's contract. */
export function careDeliveredBy(
  reader: Reader,
  { authorityId, branchId, lotIds }: StakeQuestion,
): Promise<CareToMove[]> {
  return reader.query(
    `SELECT p.id AS "placementId", p.person_id AS "personId", p.lot_id AS "lotId", p.weekly_minutes AS "weeklyMinutes",
            p.visits, who.lives_alone AS "livesAlone",
            EXISTS (SELECT 1 FROM reallocation_case c
                    WHERE c.package_id = p.package_id AND ${caseIsOpen('c')}) AS "isMoving",
            jsonb_build_object('id', k.id, 'lotId', k.lot_id, 'urgency', k.urgency, 'visits', k.visits, 'needs', k.needs,
                               'weeklyMinutes', k.weekly_minutes) AS package
     FROM placement p
     JOIN package k ON k.id = p.package_id
     JOIN person who ON who.id = p.person_id
     WHERE ${IN_LOTS} AND p.delivering_branch_id = $2
     ORDER BY p.id`,
    [authorityId, branchId, lotIds],
  );
}

/**
 * Counts the people and minutes of care under the branch's contracts that other branches deliver. A transfer
 * leaves this care where it is.
 */
export async function careUntouched(
  reader: Reader,
  { authorityId, branchId, lotIds }: StakeQuestion,
): Promise<PreviewView['untouched']> {
  const rows: { personId: string; deliveringBranchId: string; name: string; weeklyMinutes: number }[] =
    await reader.query(
      `SELECT p.person_id AS "personId", p.delivering_branch_id AS "deliveringBranchId", b.name, p.weekly_minutes AS "weeklyMinutes"
       FROM placement p JOIN branch b ON b.id = p.delivering_branch_id
       WHERE ${IN_LOTS} AND p.branch_id = $2 AND p.delivering_branch_id <> $2
       ORDER BY b.name, b.id`,
      [authorityId, branchId, lotIds],
    );
  const count = (some: typeof rows) => ({
    people: new Set(some.map(({ personId }) => personId)).size,
    weeklyMinutes: sumOf(some, ({ weeklyMinutes }) => weeklyMinutes),
  });
  const byBranch = [...groupedBy(rows, (row) => row.deliveringBranchId)].map(
    ([deliveringBranchId, some]) => ({
      deliveringBranchId,
      name: some[0]?.name ?? '',
      ...count([...some]),
    }),
  );
  return { ...count(rows), byBranch };
}

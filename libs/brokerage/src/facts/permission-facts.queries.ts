import type { PermissionFact } from '#domain/restrictions/facts';
import { groupedBy } from '#domain/collections';
import type { Reader } from '#platform/database/database';
import type { RestrictionSubject } from './restriction-facts.queries.js';

interface PermissionRow extends PermissionFact {
  readonly authorityId: string;
  /** The award that consumed the permission. Null if no award has consumed the permission. */
  readonly awardId: string | null;
}

export interface PermissionsLeft {
  of(subject: RestrictionSubject): PermissionFact[];
  /** For every permission found: its condition, and the id of the person or package that it names. */
  readonly known: readonly { readonly conditionId: string; readonly id: string }[];
}

/**
 * An instant in the far future. A permission that an award has consumed gets this end, because it stays valid
 * until the award's care starts.
 */
const AT_ANY_TIME = new Date('9999-12-31T00:00:00Z');

/**
 * Reads permissions that are neither consumed nor withdrawn. If an award is given, also reads the permissions
 * that this award consumed.
 */
export async function permissionsLeft(
  reader: Reader,
  conditionIds: readonly string[],
  subjects: readonly RestrictionSubject[],
): Promise<PermissionsLeft> {
  const rows = await permissionRows(reader, conditionIds, subjects);
  const rowsOf = groupedBy(rows, ({ personId, packageId }) => personId ?? packageId ?? '');
  return {
    known: rows.map(({ conditionId, personId, packageId }) => ({
      conditionId,
      id: personId ?? packageId ?? '',
    })),
    of: ({ authorityId, personId, packageId, awardId }) =>
      [personId, packageId]
        .flatMap((id) => rowsOf.get(id) ?? [])
        .filter((row) => row.authorityId === authorityId && (row.awardId === null || row.awardId === awardId))
        .map(({ authorityId: _, awardId: usedBy, ...row }) =>
          usedBy === null ? row : { ...row, until: AT_ANY_TIME },
        ),
  };
}

async function permissionRows(
  reader: Reader,
  conditionIds: readonly string[],
  subjects: readonly RestrictionSubject[],
): Promise<PermissionRow[]> {
  return reader.query(
    `SELECT id, authority_id AS "authorityId", award_id AS "awardId", condition_id AS "conditionId",
            person_id AS "personId", package_id AS "packageId", minutes, until
     FROM permission
     WHERE condition_id = ANY($1) AND withdrawn_at IS NULL
       AND (used_at IS NULL OR award_id = ANY($4)) AND (person_id = ANY($2) OR package_id = ANY($3))
     ORDER BY until, id`,
    [
      conditionIds,
      [...new Set(subjects.map(({ personId }) => personId))],
      [...new Set(subjects.map(({ packageId }) => packageId))],
      subjects.flatMap(({ awardId }) => awardId ?? []),
    ],
  );
}

import type { OwnerChange, WorkOwnerView, WorkRef } from '#contracts/open-work';
import { DomainError } from '#domain/domain-error';
import { deputyOf } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { OWNED_WORK } from '../identity/steps/owned-work.js';

const MOST_CHANGES = 200;

type WorkRow = Omit<WorkOwnerView, 'kind' | 'id' | 'changes'> & { readonly workId: string };

/**
 * Returns a piece of work of an authority, open or over, with its owner and the history of its owners.
 *
 * @throws DomainError `work_not_found`
 */
export async function workOwner(
  reader: Reader,
  authorityId: string,
  { kind, id }: WorkRef,
  now: Date,
): Promise<WorkOwnerView> {
  for (const { kind: one, table, key, isOpen, subject, seenOwner } of OWNED_WORK) {
    if (one !== kind) continue;
    const rows: WorkRow[] = await reader.query(
      `SELECT s."workId", s."ownerId", s."isOpen", coalesce(s.name, '') AS name, s."packageId", s."branchId",
              s."reallocationId", s."restrictionId", u.name AS "ownerName",
              (SELECT d.name FROM app_user d WHERE d.id = ${deputyOf('u.id', '$3::timestamptz')}) AS "coveredByName"
       FROM (SELECT w.id AS "workId", ${seenOwner} AS "ownerId", (${isOpen}) AS "isOpen", x.*
             FROM ${table} w
             CROSS JOIN LATERAL (SELECT ${subject}) x(name, "packageId", "branchId", "reallocationId", "restrictionId")
             WHERE w.${key} = $2 AND w.authority_id = $1) s
       LEFT JOIN app_user u ON u.id = s."ownerId"
       ORDER BY s."isOpen" DESC, s."workId" DESC`,
      [authorityId, id, now],
    );
    const { workId: _, ...work } = found(rows[0], 'work_not_found');
    const ids = rows.map(({ workId }) => workId);
    return { ...work, kind, id, changes: await changesOf(reader, authorityId, ids) };
  }
  throw new DomainError('work_not_found');
}

/** Lists the changes of the owner of the work with these ids, newest first: the last 200. */
function changesOf(reader: Reader, authorityId: string, ids: readonly string[]): Promise<OwnerChange[]> {
  return reader.views(
    `SELECT e.at, coalesce(user_name((e.payload->>'ownerId')::uuid), '') AS "toName",
            user_name((e.payload->>'fromId')::uuid) AS "fromName", user_name(e.actor_id) AS "byName"
     FROM event e
     WHERE e.authority_id = $1 AND e.subject_id = ANY($2::text[]) AND e.name LIKE '%.handed_over'
     ORDER BY e.id DESC LIMIT ${MOST_CHANGES}`,
    [authorityId, ids],
  );
}

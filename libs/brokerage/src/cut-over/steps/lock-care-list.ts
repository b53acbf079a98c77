import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import type { CareListEntity } from '../../rows/cut-over.entity.js';
import { lockUnfinished } from './lock-cut-over.js';

type LockedList = Pick<CareListEntity, 'id' | 'authorityId' | 'branchId' | 'dueAt'> & {
  readonly providerId: string;
};

/**
 * Locks the list of a branch until the commit. Answers and disputes of one list wait for each other.
 *
 * @throws DomainError `care_list_not_found` also for a list of another tenant; `cut_over_finished`
 */
export async function lockCareList(
  tx: Tx,
  id: string,
  scope: { readonly authorityId: string } | { readonly providerId: string },
): Promise<LockedList> {
  const [seen] = await tx.query<LockedList>(
    `SELECT l.id, l.authority_id AS "authorityId", l.branch_id AS "branchId", l.due_at AS "dueAt", b.provider_id AS "providerId"
     FROM care_list l JOIN branch b ON b.id = l.branch_id
     WHERE l.id = $1 AND ($2::uuid IS NULL OR l.authority_id = $2) AND ($3::text IS NULL OR b.provider_id = $3)`,
    [id, 'authorityId' in scope ? scope.authorityId : null, 'providerId' in scope ? scope.providerId : null],
  );
  const list = found(seen, 'care_list_not_found');
  await lockUnfinished(tx, list.authorityId, 'FOR SHARE');
  // Requests may not update the table, so they cannot lock the row. An advisory lock on the list's id stands for it.
  await tx.lock('SELECT pg_advisory_xact_lock(7308, hashtext($1))', [id]);
  return list;
}

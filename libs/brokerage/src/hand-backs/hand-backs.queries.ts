import type { Page, PageRequest } from '#contracts/list-page';
import { USUAL_NOTICE_DAYS } from '#contracts/providers';
import type { HandBackView } from '#contracts/reallocations';
import { authorityIsLive, notEndedOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';
import type { CareScope } from '../reallocations/steps/placements-in-scope.js';

const HAND_BACK_VIEW = `
  SELECT h.id, h.authority_id AS "authorityId", h.branch_id AS "branchId", h.lot_ids AS "lotIds", h.notice_days AS "noticeDays",
         h.contract_notice_days AS "contractNoticeDays", h.leaves_on AS "leavesOn", h.reason,
         h.restriction_id AS "restrictionId", r.id AS "reallocationId", h.recorded_at AS "recordedAt"
  FROM hand_back h LEFT JOIN reallocation r ON r.hand_back_id = h.id`;

/**
 * Reads a hand-back without checking the tenant. The caller has already checked that the actor may read it.
 */
export async function handBackView(reader: Reader, id: string): Promise<HandBackView> {
  const [row]: HandBackView[] = await reader.views(`${HAND_BACK_VIEW} WHERE h.id = $1`, [id]);
  return found(row, 'hand_back_not_found');
}

/** Lists the hand-backs of an authority, or of a provider's branches, newest first. */
export async function handBackPage(
  reader: Reader,
  scope: Scope,
  request: PageRequest,
): Promise<Page<HandBackView>> {
  const slice = sliceOf(request);
  const [authorityId, providerId] =
    'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];
  const rows: HandBackView[] = await reader.views(
    `${HAND_BACK_VIEW} JOIN branch b ON b.id = h.branch_id
     WHERE ($1::uuid IS NULL OR h.authority_id = $1) AND ($2::text IS NULL OR (b.provider_id = $2 AND ${authorityIsLive('h.authority_id')}))
       AND ($3::uuid IS NULL OR h.id < $3)
     ORDER BY h.id DESC LIMIT $4`,
    [authorityId, providerId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * Returns the longest notice period, in days, in the branch's contracts for these lots. Without such a
 * contract, returns the default notice period.
 */
export async function contractNotice(
  reader: Reader,
  { authorityId, branchId, lotIds }: CareScope,
  today: string,
): Promise<number> {
  const [row]: { days: number | null }[] = await reader.query(
    `SELECT max(notice_days) AS days FROM contract
     WHERE authority_id = $1 AND branch_id = $2 AND (cardinality($3::uuid[]) = 0 OR lot_id = ANY($3))
       AND ${notEndedOn('contract', '$4')}`,
    [authorityId, branchId, lotIds, today],
  );
  return row?.days ?? USUAL_NOTICE_DAYS;
}

/** True if the branch has handed back any of these lots and its last day there has not passed. */
export async function isHandedBack(
  reader: Reader,
  { authorityId, branchId, lotIds }: CareScope,
  today: string,
): Promise<boolean> {
  const [row]: { any: boolean }[] = await reader.query(
    `SELECT EXISTS (SELECT 1 FROM hand_back
       WHERE authority_id = $1 AND branch_id = $2 AND leaves_on >= $4
         AND (cardinality(lot_ids) = 0 OR cardinality($3::uuid[]) = 0 OR lot_ids && $3::uuid[])) AS any`,
    [authorityId, branchId, lotIds, today],
  );
  return row?.any ?? false;
}

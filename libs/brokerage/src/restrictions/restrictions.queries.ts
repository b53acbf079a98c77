import type { Page, PageRequest } from '#contracts/pages';
import type { RestrictionState, RestrictionVersionView, RestrictionView } from '#contracts/restrictions';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';
import { CONDITION_ROWS, type ConditionRow, conditionViewOf } from './conditions.js';

/**
 * What another authority reads of CQC's notice is what the notice says: its number, its conditions, its instants and
 * such lots as are the reader's. Who sees to it, on what evidence and why is whoever recorded it to know.
 * `isOwn` is SQL: whether the reader may know it all. `lots` is which of the lots named are the reader's.
 */
const viewOf = ({ isOwn, lots }: { readonly isOwn: string; readonly lots: string }): string => `
  SELECT r.id, r.branch_id AS "branchId", b.name AS "branchName", r.source, r.reference, CASE WHEN ${isOwn} THEN r.evidence ELSE '' END AS evidence,
         CASE WHEN ${isOwn} THEN r.document_id END AS "documentId", CASE WHEN ${isOwn} THEN r.owner_id END AS "ownerId",
         CASE WHEN ${isOwn} THEN (SELECT name FROM app_user WHERE id = r.owner_id) END AS "ownerName",
         CASE WHEN ${isOwn} THEN r.reason ELSE '' END AS reason, r.from_at AS "from", r.to_at AS "to",
         ARRAY(SELECT n.lot_id FROM restriction_lot n JOIN lot ON lot.id = n.lot_id
               WHERE n.restriction_id = r.id AND ${lots} ORDER BY n.lot_id) AS "lotIds",
         ${CONDITION_ROWS} AS conditions,
         r.recorded_at AS "recordedAt", CASE WHEN ${isOwn} THEN r.recorded_by END AS "recordedBy", r.lifted_at AS "liftedAt",
         CASE WHEN ${isOwn} THEN r.lift_reason END AS "liftReason", r.expired_at AS "expiredAt", r.version
  FROM restriction r JOIN branch b ON b.id = r.branch_id`;

/** For whoever may know all of it. */
const WHOLE_VIEW = viewOf({ isOwn: 'true', lots: 'true' });
/** For the authority `$1`: a provider's own pause, which nobody's authority recorded, is told as it is. */
const IS_OWN = '(r.authority_id = $1 OR r.valid_for_authority_id = $1)';
const AUTHORITY_VIEW = viewOf({ isOwn: IS_OWN, lots: 'lot.authority_id = $1' });

/**
 * An authority sees its own, what is valid for it alone, and CQC's, whoever recorded those: but one that names lots
 * binds in those lots alone, so an authority without any of them is not concerned.
 */
export const VISIBLE = `(${IS_OWN} OR (r.valid_for_authority_id IS NULL AND (
  NOT EXISTS (SELECT 1 FROM restriction_lot n WHERE n.restriction_id = r.id)
  OR EXISTS (SELECT 1 FROM restriction_lot n JOIN lot ON lot.id = n.lot_id
             WHERE n.restriction_id = r.id AND lot.authority_id = $1))))`;

async function restrictionViews(
  reader: Reader,
  sql: string,
  values: readonly unknown[],
): Promise<RestrictionView[]> {
  const rows = await reader.views<
    Omit<RestrictionView, 'conditions'> & { conditions: readonly ConditionRow[] }
  >(sql, values);
  return rows.map(({ conditions, ...row }) => ({ ...row, conditions: conditions.map(conditionViewOf) }));
}

/** @throws DomainError `restriction_not_found` */
export async function restrictionIn(
  reader: Reader,
  authorityId: string,
  id: string,
): Promise<RestrictionView> {
  const [row] = await restrictionViews(reader, `${AUTHORITY_VIEW} WHERE ${VISIBLE} AND r.id = $2`, [
    authorityId,
    id,
  ]);
  return found(row, 'restriction_not_found');
}

/** For acts, which have found it in the actor's scope already. */
export async function restrictionView(reader: Reader, id: string): Promise<RestrictionView> {
  const [row] = await restrictionViews(reader, `${WHOLE_VIEW} WHERE r.id = $1`, [id]);
  return found(row, 'restriction_not_found');
}

/** Every wording that a notice has had and that concerned the reader, the first first; each as the notice itself is read. */
export async function restrictionVersions(
  reader: Reader,
  authorityId: string,
  id: string,
): Promise<RestrictionVersionView[]> {
  await restrictionIn(reader, authorityId, id);
  return reader.views(
    `SELECT v.version, v.reference, CASE WHEN own THEN v.evidence ELSE '' END AS evidence,
            CASE WHEN own THEN v.document_id END AS "documentId", CASE WHEN own THEN v.owner_id END AS "ownerId",
            v.from_at AS "from", v.to_at AS "to", mine.lot_ids AS "lotIds", v.conditions,
            CASE WHEN own THEN v.reason ELSE '' END AS reason, v.recorded_at AS "recordedAt",
            CASE WHEN own THEN v.recorded_by END AS "recordedBy"
     FROM restriction_version v JOIN restriction r ON r.id = v.restriction_id
     CROSS JOIN LATERAL (SELECT coalesce(${IS_OWN}, false) AS own) reader
     CROSS JOIN LATERAL (
       SELECT ARRAY(SELECT id FROM lot WHERE authority_id = $1 AND id = ANY(v.lot_ids) ORDER BY id) AS lot_ids) mine
     WHERE v.restriction_id = $2 AND (own OR cardinality(v.lot_ids) = 0 OR cardinality(mine.lot_ids) > 0)
     ORDER BY v.version`,
    [authorityId, id],
  );
}

export interface RestrictionsAsked extends PageRequest {
  readonly branchId?: string;
  /** Only those that stand so at an instant. */
  readonly standing?: { readonly state: RestrictionState; readonly at: Date };
}

/** SQL: how a notice stands at the instant `$5`; one that was lifted has ended, whenever it was to begin. */
const STATE = `CASE WHEN r.lifted_at IS NOT NULL OR r.to_at <= $5::timestamptz THEN 'ended'
                    WHEN r.from_at > $5 THEN 'future' ELSE 'in_force' END`;

/** Newest first. */
export async function restrictionPage(
  reader: Reader,
  authorityId: string,
  { branchId, standing, ...request }: RestrictionsAsked,
): Promise<Page<RestrictionView>> {
  const slice = sliceOf(request);
  const rows = await restrictionViews(
    reader,
    `${AUTHORITY_VIEW}
     WHERE ${VISIBLE} AND ($2::uuid IS NULL OR r.id < $2) AND ($3::text IS NULL OR r.branch_id = $3)
       AND ($6::text IS NULL OR ${STATE} = $6)
     ORDER BY r.id DESC LIMIT $4`,
    [authorityId, slice.after, branchId ?? null, slice.fetch, standing?.at ?? null, standing?.state ?? null],
  );
  return toPage(rows, slice);
}

/** What binds a provider's own branches, newest first. */
export async function ownRestrictionPage(
  reader: Reader,
  providerId: string,
  { branchId, standing, ...request }: RestrictionsAsked,
): Promise<Page<RestrictionView>> {
  const slice = sliceOf(request);
  const rows = await restrictionViews(
    reader,
    `${WHOLE_VIEW}
     WHERE b.provider_id = $1 AND ($2::uuid IS NULL OR r.id < $2) AND ($3::text IS NULL OR r.branch_id = $3)
       AND ($6::text IS NULL OR ${STATE} = $6)
     ORDER BY r.id DESC LIMIT $4`,
    [providerId, slice.after, branchId ?? null, slice.fetch, standing?.at ?? null, standing?.state ?? null],
  );
  return toPage(rows, slice);
}

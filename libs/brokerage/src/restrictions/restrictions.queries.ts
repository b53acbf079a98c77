import type { Page, PageRequest } from '#contracts/list-page';
import type { RestrictionState, RestrictionVersionView, RestrictionView } from '#contracts/restrictions';
import { conditionsOf } from '#domain/rules-in-sql';
import { instantInJson } from '#platform/database/instant-in-json';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import { IS_OWN_RESTRICTION, VISIBLE_RESTRICTION } from '../facts/conditions-in-force.queries.js';
import { sliceOf, toPage } from '../paging/page.js';
import { type ConditionRow, conditionViewOf } from '../facts/restriction-conditions.js';

/**
 * Returns an SQL fragment that selects restrictions. `isOwn` is an SQL condition that is true if the reader
 * may see everything. Otherwise owner, evidence and reason are left out; the authority that recorded the
 * restriction is always shown. `lots` is an SQL condition for the lots that the reader may see.
 *
 * `isMine` is true if the reader's organisation made contest `c`, and `answers` if it answers the contest. All
 * others see who contests since when and the answer, but not the reason.
 */
const viewOf = ({
  isOwn,
  lots,
  isMine,
  answers,
}: {
  readonly isOwn: string;
  readonly lots: string;
  readonly isMine: string;
  readonly answers: string;
}): string => `
  SELECT r.id, r.branch_id AS "branchId", b.name AS "branchName", r.source, r.reference, CASE WHEN ${isOwn} THEN r.evidence ELSE '' END AS evidence,
         CASE WHEN ${isOwn} THEN r.document_id END AS "documentId", CASE WHEN ${isOwn} THEN r.owner_id END AS "ownerId",
         CASE WHEN ${isOwn} THEN user_name(r.owner_id) END AS "ownerName",
         CASE WHEN ${isOwn} THEN r.reason ELSE '' END AS reason, r.from_at AS "from", r.to_at AS "to",
         ARRAY(SELECT n.lot_id FROM restriction_lot n JOIN lot ON lot.id = n.lot_id
               WHERE n.restriction_id = r.id AND ${lots} ORDER BY n.lot_id) AS "lotIds",
         ${conditionsOf('r')} AS conditions,
         r.recorded_at AS "recordedAt", CASE WHEN ${isOwn} THEN r.recorded_by END AS "recordedBy",
         (SELECT name FROM authority WHERE id = r.authority_id) AS "recordedByAuthority", r.lifted_at AS "liftedAt",
         CASE WHEN ${isOwn} THEN r.lift_reason END AS "liftReason", r.expired_at AS "expiredAt",
         coalesce((SELECT jsonb_agg(jsonb_build_object(
             'id', c.id, 'status', c.status, 'isMine', ${isMine},
             'by', coalesce((SELECT name FROM authority WHERE id = c.by_authority_id),
                            (SELECT name FROM provider WHERE id = c.by_provider_id), ''),
             'contestedAt', ${instantInJson('c.contested_at')}, 'dueAt', ${instantInJson('c.due_at')},
             'reason', CASE WHEN ${isMine} OR ${answers} THEN c.reason END,
             'documentId', CASE WHEN ${isMine} OR ${answers} THEN c.document_id END,
             'answeredAt', ${instantInJson('c.answered_at')}, 'answer', c.answer) ORDER BY c.id)
           FROM restriction_contest c WHERE c.restriction_id = r.id), '[]') AS contests, r.version
  FROM restriction r JOIN branch b ON b.id = r.branch_id`;

/** An SQL fragment that selects restrictions with all columns, for readers who may see everything. */
const WHOLE_VIEW = viewOf({
  isOwn: 'true',
  lots: 'true',
  isMine: '(c.by_provider_id IS NOT NULL)',
  answers: 'false',
});
/** An SQL fragment that selects restrictions for authority `$1`. A provider's pause is shown in full. */
const AUTHORITY_VIEW = viewOf({
  isOwn: IS_OWN_RESTRICTION,
  lots: 'lot.authority_id = $1',
  isMine: 'coalesce(c.by_authority_id = $1, false)',
  answers: '(c.authority_id = $1)',
});

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
  const [row] = await restrictionViews(
    reader,
    `${AUTHORITY_VIEW} WHERE ${VISIBLE_RESTRICTION} AND r.id = $2`,
    [authorityId, id],
  );
  return found(row, 'restriction_not_found');
}

/**
 * Reads a restriction as the tenant sees it.
 *
 * @throws DomainError `restriction_not_found` also if the restriction does not concern the tenant
 */
export async function restrictionFor(reader: Reader, scope: Scope, id: string): Promise<RestrictionView> {
  if ('authorityId' in scope) return restrictionIn(reader, scope.authorityId, id);
  const [row] = await restrictionViews(reader, `${WHOLE_VIEW} WHERE b.provider_id = $1 AND r.id = $2`, [
    scope.providerId,
    id,
  ]);
  return found(row, 'restriction_not_found');
}

/**
 * Reads a restriction without checking the tenant. The caller has already checked that the actor may read it.
 */
export async function restrictionView(reader: Reader, id: string): Promise<RestrictionView> {
  const [row] = await restrictionViews(reader, `${WHOLE_VIEW} WHERE r.id = $1`, [id]);
  return found(row, 'restriction_not_found');
}

/** Lists every wording of a restriction that the authority may see, oldest first. */
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
     CROSS JOIN LATERAL (SELECT coalesce(${IS_OWN_RESTRICTION}, false) AS own) reader
     CROSS JOIN LATERAL (
       SELECT ARRAY(SELECT id FROM lot WHERE authority_id = $1 AND id = ANY(v.lot_ids) ORDER BY id) AS lot_ids) mine
     WHERE v.restriction_id = $2 AND (own OR cardinality(v.lot_ids) = 0 OR cardinality(mine.lot_ids) > 0)
     ORDER BY v.version`,
    [authorityId, id],
  );
}

export interface RestrictionsAsked extends PageRequest {
  readonly branchId?: string;
  /** If set, lists only restrictions in this state: future, in force or ended. */
  readonly standing?: { readonly state: RestrictionState; readonly at: Date };
}

/**
 * An SQL expression for the state of a restriction `r` at the instant `$5`. A lifted restriction counts as
 * ended, even if it was lifted before its start.
 */
const STATE = `CASE WHEN r.lifted_at IS NOT NULL OR r.to_at <= $5::timestamptz THEN 'ended'
                    WHEN r.from_at > $5 THEN 'future' ELSE 'in_force' END`;

/** Lists restrictions, newest first. */
export async function restrictionPage(
  reader: Reader,
  authorityId: string,
  { branchId, standing, ...request }: RestrictionsAsked,
): Promise<Page<RestrictionView>> {
  const slice = sliceOf(request);
  const rows = await restrictionViews(
    reader,
    `${AUTHORITY_VIEW}
     WHERE ${VISIBLE_RESTRICTION} AND ($2::uuid IS NULL OR r.id < $2) AND ($3::text IS NULL OR r.branch_id = $3)
       AND ($6::text IS NULL OR ${STATE} = $6)
     ORDER BY r.id DESC LIMIT $4`,
    [authorityId, slice.after, branchId ?? null, slice.fetch, standing?.at ?? null, standing?.state ?? null],
  );
  return toPage(rows, slice);
}

/** Lists the restrictions on a provider's own branches, newest first. */
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

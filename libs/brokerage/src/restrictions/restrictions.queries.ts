import type { Page, PageRequest } from '#contracts/pages';
import type { ConditionKind, PermissionView, RestrictionView } from '#contracts/restrictions';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

const RESTRICTION_VIEW = `
  SELECT r.id, r.branch_id AS "branchId", r.source, r.reference, r.evidence, r.reason, r.from_at AS "from", r.to_at AS "to",
         ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id ORDER BY lot_id) AS "lotIds",
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', c.id, 'kind', c.kind, 'limitMinutes', c.limit_minutes,
                   'basis', c.basis, 'capMinutes', c.cap_minutes, 'everyDays', c.every_days)) ORDER BY c.kind)
          FROM restriction_condition c WHERE c.restriction_id = r.id) AS conditions,
         r.recorded_at AS "recordedAt", r.lifted_at AS "liftedAt", r.lift_reason AS "liftReason"
  FROM restriction r`;

/** An authority sees its own and CQC's, whoever recorded those. */
const VISIBLE = '(r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = $1)';

/** @throws DomainError `restriction_not_found` */
export async function restrictionIn(
  reader: Reader,
  authorityId: string,
  id: string,
): Promise<RestrictionView> {
  const [row]: RestrictionView[] = await reader.query(`${RESTRICTION_VIEW} WHERE ${VISIBLE} AND r.id = $2`, [
    authorityId,
    id,
  ]);
  return found(row, 'restriction_not_found');
}

/** Newest first. */
export async function restrictionPage(
  reader: Reader,
  authorityId: string,
  { branchId, ...request }: PageRequest & { readonly branchId?: string },
): Promise<Page<RestrictionView>> {
  const slice = sliceOf(request);
  const rows: RestrictionView[] = await reader.query(
    `${RESTRICTION_VIEW}
     WHERE ${VISIBLE} AND ($2::uuid IS NULL OR r.id < $2) AND ($3::text IS NULL OR r.branch_id = $3)
     ORDER BY r.id DESC LIMIT $4`,
    [authorityId, slice.after, branchId ?? null, slice.fetch],
  );
  return toPage(rows, slice);
}

/** What binds a provider's own branches, newest first. */
export async function ownRestrictionPage(
  reader: Reader,
  providerId: string,
  request: PageRequest,
): Promise<Page<RestrictionView>> {
  const slice = sliceOf(request);
  const rows: RestrictionView[] = await reader.query(
    `${RESTRICTION_VIEW} JOIN branch b ON b.id = r.branch_id
     WHERE b.provider_id = $1 AND ($2::uuid IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
    [providerId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/** @throws DomainError `restriction_not_found` */
export async function conditionIn(
  reader: Reader,
  authorityId: string,
  conditionId: string,
): Promise<{ kind: ConditionKind; branchId: string; providerId: string }> {
  const [row]: { kind: ConditionKind; branchId: string; providerId: string }[] = await reader.query(
    `SELECT c.kind, r.branch_id AS "branchId", b.provider_id AS "providerId"
     FROM restriction_condition c JOIN restriction r ON r.id = c.restriction_id JOIN branch b ON b.id = r.branch_id
     WHERE ${VISIBLE} AND c.id = $2`,
    [authorityId, conditionId],
  );
  return found(row, 'restriction_not_found');
}

const PERMISSION_VIEW = `
  SELECT p.id, p.condition_id AS "conditionId", p.person_id AS "personId", p.package_id AS "packageId", p.minutes, p.until,
         p.reference, p.evidence, p.recorded_at AS "recordedAt", p.used_at AS "usedAt", p.withdrawn_at AS "withdrawnAt"
  FROM permission p`;

/** @throws DomainError `permission_not_found` */
export async function permissionIn(reader: Reader, authorityId: string, id: string): Promise<PermissionView> {
  const [row]: PermissionView[] = await reader.query(
    `${PERMISSION_VIEW} WHERE p.authority_id = $1 AND p.id = $2`,
    [authorityId, id],
  );
  return found(row, 'permission_not_found');
}

/** Those under one restriction, oldest first. */
export async function permissionsOf(
  reader: Reader,
  authorityId: string,
  restrictionId: string,
): Promise<PermissionView[]> {
  await restrictionIn(reader, authorityId, restrictionId);
  return reader.query(
    `${PERMISSION_VIEW} JOIN restriction_condition c ON c.id = p.condition_id
     WHERE p.authority_id = $1 AND c.restriction_id = $2 ORDER BY p.id`,
    [authorityId, restrictionId],
  );
}

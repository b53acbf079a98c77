import type { Page, PageRequest } from '#contracts/pages';
import type {
  ConditionKind,
  PermissionView,
  RestrictionVersionView,
  RestrictionView,
} from '#contracts/restrictions';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

const RESTRICTION_VIEW = `
  SELECT r.id, r.branch_id AS "branchId", r.source, r.reference, r.evidence, r.document_id AS "documentId",
         r.owner_id AS "ownerId", r.reason, r.from_at AS "from", r.to_at AS "to",
         ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id ORDER BY lot_id) AS "lotIds",
         (SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('id', c.id, 'kind', c.kind, 'limitMinutes', c.limit_minutes,
                   'basis', c.basis, 'capMinutes', c.cap_minutes, 'everyDays', c.every_days)) ORDER BY c.kind)
          FROM restriction_condition c WHERE c.restriction_id = r.id AND c.removed_at IS NULL) AS conditions,
         r.recorded_at AS "recordedAt", r.recorded_by AS "recordedBy", r.lifted_at AS "liftedAt",
         r.lift_reason AS "liftReason", r.expired_at AS "expiredAt", r.version
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

/** For acts, which have found it in the actor's scope already. */
export async function restrictionView(reader: Reader, id: string): Promise<RestrictionView> {
  const [row]: RestrictionView[] = await reader.query(`${RESTRICTION_VIEW} WHERE r.id = $1`, [id]);
  return found(row, 'restriction_not_found');
}

/** Every wording that a notice has had, the first first. */
export async function restrictionVersions(
  reader: Reader,
  authorityId: string,
  id: string,
): Promise<RestrictionVersionView[]> {
  await restrictionIn(reader, authorityId, id);
  return reader.query(
    `SELECT version, reference, evidence, document_id AS "documentId", owner_id AS "ownerId", from_at AS "from",
            to_at AS "to", lot_ids AS "lotIds", conditions, reason, recorded_at AS "recordedAt", recorded_by AS "recordedBy"
     FROM restriction_version WHERE restriction_id = $1 ORDER BY version`,
    [id],
  );
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

export interface FoundCondition {
  readonly kind: ConditionKind;
  readonly branchId: string;
  readonly providerId: string;
  /** An amendment took it out, or it is a provider's own pause: there is nothing to agree to. */
  readonly mayBeWaived: boolean;
}

/** @throws DomainError `restriction_not_found` */
export async function conditionIn(
  reader: Reader,
  authorityId: string,
  conditionId: string,
): Promise<FoundCondition> {
  const [row]: FoundCondition[] = await reader.query(
    `SELECT c.kind, r.branch_id AS "branchId", b.provider_id AS "providerId",
            c.removed_at IS NULL AND r.authority_id IS NOT NULL AS "mayBeWaived"
     FROM restriction_condition c JOIN restriction r ON r.id = c.restriction_id JOIN branch b ON b.id = r.branch_id
     WHERE ${VISIBLE} AND c.id = $2`,
    [authorityId, conditionId],
  );
  return found(row, 'restriction_not_found');
}

const PERMISSION_VIEW = `
  SELECT p.id, p.condition_id AS "conditionId", p.person_id AS "personId", p.package_id AS "packageId", p.minutes, p.until,
         p.reference, p.evidence, p.document_id AS "documentId", p.recorded_at AS "recordedAt",
         p.recorded_by AS "recordedBy", p.used_at AS "usedAt", p.withdrawn_at AS "withdrawnAt"
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

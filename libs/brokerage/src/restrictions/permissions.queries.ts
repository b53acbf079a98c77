import type { ConditionKind, PermissionView } from '#contracts/restrictions';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { VISIBLE_RESTRICTION } from '../facts/conditions-in-force.queries.js';
import { restrictionIn } from './restrictions.queries.js';

export interface FoundCondition {
  readonly kind: ConditionKind;
  readonly restrictionId: string;
  readonly branchId: string;
  readonly providerId: string;
  /**
   * True if a permission may be recorded for this condition. False if an amendment removed the condition, or
   * if the restriction is a provider's own pause.
   */
  readonly mayBeWaived: boolean;
}

/**
 * Reads a condition of a restriction. The condition must bind the authority, or the authority must have
 * recorded a permission for it.
 *
 * @throws DomainError `restriction_not_found`
 */
export async function conditionIn(
  reader: Reader,
  authorityId: string,
  conditionId: string,
): Promise<FoundCondition> {
  const [row]: FoundCondition[] = await reader.query(
    `SELECT c.kind, r.id AS "restrictionId", r.branch_id AS "branchId", b.provider_id AS "providerId",
            c.removed_at IS NULL AND r.authority_id IS NOT NULL AS "mayBeWaived"
     FROM restriction_condition c JOIN restriction r ON r.id = c.restriction_id JOIN branch b ON b.id = r.branch_id
     WHERE c.id = $2 AND (${VISIBLE_RESTRICTION}
       OR EXISTS (SELECT 1 FROM permission p WHERE p.condition_id = c.id AND p.authority_id = $1))`,
    [authorityId, conditionId],
  );
  return found(row, 'restriction_not_found');
}

const PERMISSION_VIEW = `
  SELECT p.id, coalesce((SELECT reference FROM person WHERE id = p.person_id),
                        (SELECT reference FROM package WHERE id = p.package_id), '') AS "subjectReference", p.condition_id AS "conditionId", p.person_id AS "personId", p.package_id AS "packageId", p.minutes, p.until,
         p.reference, p.evidence, p.document_id AS "documentId", p.recorded_at AS "recordedAt",
         p.recorded_by AS "recordedBy", p.used_at AS "usedAt", p.withdrawn_at AS "withdrawnAt"
  FROM permission p`;

/** @throws DomainError `permission_not_found` */
export async function permissionIn(reader: Reader, authorityId: string, id: string): Promise<PermissionView> {
  const [row]: PermissionView[] = await reader.views(
    `${PERMISSION_VIEW} WHERE p.authority_id = $1 AND p.id = $2`,
    [authorityId, id],
  );
  return found(row, 'permission_not_found');
}

/** Lists the permissions for the conditions of one restriction, oldest first. */
export async function permissionsOf(
  reader: Reader,
  authorityId: string,
  restrictionId: string,
): Promise<PermissionView[]> {
  await restrictionIn(reader, authorityId, restrictionId);
  return reader.views(
    `${PERMISSION_VIEW} JOIN restriction_condition c ON c.id = p.condition_id
     WHERE p.authority_id = $1 AND c.restriction_id = $2 ORDER BY p.id`,
    [authorityId, restrictionId],
  );
}

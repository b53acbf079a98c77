import type { Condition } from '#contracts/restrictions';
import type { PermissionFact, RestrictionFact } from '#domain/restrictions/facts';
import type { Reader } from '#platform/database/database';
import { growthBaselines } from '../eligibility/care-facts.queries.js';

export interface BranchRestrictions {
  readonly restrictions: readonly RestrictionFact[];
  readonly permissions: readonly PermissionFact[];
}

/** Whom and what the restrictions are asked about. */
export interface RestrictionQuestion {
  readonly authorityId: string;
  readonly personId: string;
  readonly packageId: string;
  readonly now: Date;
  /** Permissions that this award used up still hold for its start. */
  readonly awardId?: string | null;
}

interface RestrictionRow extends Omit<RestrictionFact, 'conditions'> {
  readonly branchId: string;
  readonly conditions: readonly { readonly id: string; readonly condition: Condition }[];
}

/** Every restriction of these branches that is not over, with the person's baselines, and the permissions left. */
export async function restrictionsOf(
  reader: Reader,
  branchIds: readonly string[],
  question: RestrictionQuestion,
): Promise<(branchId: string) => BranchRestrictions> {
  const rows: RestrictionRow[] = await reader.query(
    `SELECT r.id, r.branch_id AS "branchId", r.source, r.reference, r.from_at AS "from", r.to_at AS "to",
            r.lifted_at AS "liftedAt", r.valid_for_authority_id AS "authorityId",
            ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id ORDER BY lot_id) AS "lotIds",
            (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'condition', jsonb_strip_nulls(jsonb_build_object(
                      'kind', c.kind, 'limitMinutes', c.limit_minutes, 'basis', c.basis,
                      'capMinutes', c.cap_minutes, 'everyDays', c.every_days))) ORDER BY c.kind)
             FROM restriction_condition c WHERE c.restriction_id = r.id AND c.removed_at IS NULL) AS conditions
     FROM restriction r
     WHERE r.branch_id = ANY($1) AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = $2)
       AND r.lifted_at IS NULL AND (r.to_at IS NULL OR r.to_at > $3)
     ORDER BY r.from_at, r.id`,
    [branchIds, question.authorityId, question.now],
  );
  const conditionIds = rows.flatMap(({ conditions }) => conditions.map(({ id }) => id));
  if (conditionIds.length === 0) return () => ({ restrictions: [], permissions: [] });

  const baselines = await growthBaselines(reader, conditionIds, question.personId);
  const permissions = await permissionsLeft(reader, conditionIds, question);
  const baselineOf = new Map(baselines.map((row) => [row.conditionId, row.baselineMinutes]));
  const facts = rows.map((row) => ({
    ...row,
    conditions: row.conditions.map((c) => ({ ...c, baselineMinutes: baselineOf.get(c.id) ?? null })),
  }));
  return (branchId) => {
    const restrictions = facts.filter((fact) => fact.branchId === branchId);
    const own = new Set(restrictions.flatMap(({ conditions }) => conditions.map(({ id }) => id)));
    return { restrictions, permissions: permissions.filter(({ conditionId }) => own.has(conditionId)) };
  };
}

function permissionsLeft(
  reader: Reader,
  conditionIds: readonly string[],
  { authorityId, personId, packageId, awardId }: RestrictionQuestion,
): Promise<PermissionFact[]> {
  return reader.query(
    `SELECT id, condition_id AS "conditionId", person_id AS "personId", package_id AS "packageId", minutes,
            -- What an award was made under holds for its start, whenever that is.
            CASE WHEN award_id = $5 THEN '9999-12-31'::timestamptz ELSE until END AS until
     FROM permission
     WHERE condition_id = ANY($1) AND authority_id = $2 AND withdrawn_at IS NULL
       AND (used_at IS NULL OR award_id = $5) AND (person_id = $3 OR package_id = $4)
     ORDER BY until, id`,
    [conditionIds, authorityId, personId, packageId, awardId ?? null],
  );
}

import type { Condition } from '#contracts/restrictions';
import type { PermissionFact, RestrictionFact } from '#domain/restrictions/facts';
import { groupedBy } from '#domain/collections';
import { conditionsOf } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { growthBaselines, type LimitFrom } from './care-facts.queries.js';
import { conditionOf, type ConditionRow } from './restriction-conditions.js';
import { permissionsLeft } from './permission-facts.queries.js';

export interface BranchRestrictions {
  readonly restrictions: readonly RestrictionFact[];
  readonly permissions: readonly PermissionFact[];
}

/** A person and a package for which the restrictions of a branch are read. */
export interface RestrictionSubject {
  readonly authorityId: string;
  readonly personId: string;
  readonly packageId: string;
  /**
   * The award, if the start of its care is checked. Permissions that this award consumed are still valid for
   * its start.
   */
  readonly awardId?: string | null | undefined;
}

/** A restriction of a branch, without growth baselines, which differ from person to person. */
export interface BranchRestriction extends Omit<RestrictionFact, 'conditions'> {
  readonly branchId: string;
  readonly conditions: readonly { readonly id: string; readonly condition: Condition }[];
}

export interface StandingQuestion {
  readonly branchIds: readonly string[];
  readonly subjects: readonly RestrictionSubject[];
  readonly now: Date;
  /** A restriction that is not recorded yet. A preview reads it as if it were recorded. */
  readonly proposed?: BranchRestriction | undefined;
}

export interface Standings {
  of(branchId: string, subject: RestrictionSubject): BranchRestrictions;
  /**
   * Lists each person or package that has a growth baseline or a permission at a branch, with the id of the
   * branch.
   */
  readonly known: readonly { readonly branchId: string; readonly id: string }[];
}

const UNBOUND: BranchRestrictions = { restrictions: [], permissions: [] };

/**
 * Reads the restrictions of these branches that have not ended at `now`. Includes growth baselines and unused
 * permissions.
 */
export async function standingsOf(reader: Reader, question: StandingQuestion): Promise<Standings> {
  const { subjects, proposed } = question;
  const recorded = await restrictionRows(reader, question);
  const rows = proposed ? [...recorded, proposed] : recorded;
  if (rows.length === 0) return { of: () => UNBOUND, known: [] };

  const branchOf = new Map(rows.flatMap((row) => row.conditions.map(({ id }) => [id, row.branchId])));
  const personIds = subjects.map(({ personId }) => personId);
  const [baselines, permissions] = await Promise.all([
    growthBaselines(reader, rows.flatMap(limitsOf), personIds),
    permissionsLeft(reader, [...branchOf.keys()], subjects),
  ]);
  const baselineOf = new Map(
    baselines.map((row) => [`${row.conditionId} ${row.personId}`, row.baselineMinutes]),
  );
  const rowsOf = groupedBy(rows, ({ branchId }) => branchId);

  return {
    of: (branchId, subject) => {
      const own = rowsOf.get(branchId)?.filter((row) => isValidFor(row, subject)) ?? [];
      if (own.length === 0) return UNBOUND;
      const left = permissions
        .of(subject)
        .filter(({ conditionId }) => branchOf.get(conditionId) === branchId);
      return { restrictions: own.map((row) => withBaselines(row, subject, baselineOf)), permissions: left };
    },
    known: [
      ...baselines.map((row) => ({ branchId: branchOf.get(row.conditionId) ?? '', id: row.personId })),
      ...permissions.known.map((row) => ({ branchId: branchOf.get(row.conditionId) ?? '', id: row.id })),
    ],
  };
}

const isValidFor = (row: BranchRestriction, { authorityId }: RestrictionSubject): boolean =>
  row.authorityId === null || row.authorityId === authorityId;

const limitsOf = ({ branchId, from, conditions }: BranchRestriction): LimitFrom[] =>
  conditions.flatMap(({ id, condition }) =>
    condition.kind === 'growth_limit' ? [{ conditionId: id, branchId, from, basis: condition.basis }] : [],
  );

function withBaselines(
  { branchId: _, ...row }: BranchRestriction,
  { personId }: RestrictionSubject,
  baselineOf: ReadonlyMap<string, number | null>,
): RestrictionFact {
  const conditions = row.conditions.map((one) => ({
    ...one,
    baselineMinutes: baselineOf.get(`${one.id} ${personId}`) ?? null,
  }));
  return { ...row, conditions };
}

interface RestrictionRow extends Omit<BranchRestriction, 'conditions'> {
  readonly conditions: readonly ConditionRow[];
}

/**
 * Reads the restrictions of these branches that have not ended at `now`, ordered by start. A restriction
 * without conditions is included, although it forbids nothing.
 */
async function restrictionRows(
  reader: Reader,
  { branchIds, subjects, now }: StandingQuestion,
): Promise<BranchRestriction[]> {
  const rows: RestrictionRow[] = await reader.query(
    `SELECT r.id, r.branch_id AS "branchId", r.source, r.reference, r.from_at AS "from", r.to_at AS "to",
            r.lifted_at AS "liftedAt", r.valid_for_authority_id AS "authorityId",
            ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id ORDER BY lot_id) AS "lotIds",
            ${conditionsOf('r')} AS conditions
     FROM restriction r
     WHERE r.branch_id = ANY($1) AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = ANY($2))
       AND (r.lifted_at IS NULL OR r.lifted_at > $3) AND (r.to_at IS NULL OR r.to_at > $3)
     ORDER BY r.from_at, r.id`,
    [branchIds, [...new Set(subjects.map(({ authorityId }) => authorityId))], now],
  );
  return rows.map(({ conditions, ...row }) => ({
    ...row,
    conditions: conditions.map((one) => ({ id: one.id, condition: conditionOf(one) })),
  }));
}

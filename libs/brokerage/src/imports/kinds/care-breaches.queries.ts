import { groupedBy } from '#domain/collections';
import { type BindingCondition, type ImportedCare, isInBreach } from '#domain/imports/care-breaches';
import { conditionsOf, restrictionInForce } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { conditionOf, type ConditionRow } from '../../facts/restriction-conditions.js';

/** Care whose breaches are sought. */
export interface CareToCheck {
  /** The package, if the care is written already. Null in a dry run. */
  readonly packageId: string | null;
  readonly personId: string;
  readonly delivererId: string;
  readonly lotId: string;
  readonly weeklyMinutes: number;
  readonly startedAt: Date;
  readonly sizes: ImportedCare['sizes'];
}

/** A condition that imported care breaks, with the user who has to see to it. */
export interface Breach {
  readonly conditionId: string;
  readonly reference: string;
  /** The owner of the restriction. Null if another authority recorded it. */
  readonly ownerId: string | null;
}

interface BindingRow {
  readonly restrictionId: string;
  readonly branchId: string;
  readonly reference: string;
  readonly from: Date;
  readonly ownerId: string | null;
  readonly lotIds: readonly string[];
  readonly conditions: readonly ConditionRow[];
}

interface OtherCare {
  readonly key: string;
  readonly packageId: string;
  readonly startedAt: Date;
  readonly weeklyMinutes: number;
  readonly sizes: readonly { readonly from: string; readonly minutes: number }[];
}

/**
 * Finds the conditions in force that care breaks (docs/rules.md §7.3), for a whole batch. The caller shares the standing
 * lock, so no restriction changes meanwhile.
 */
export async function breachesOf(
  reader: Reader,
  authorityId: string,
  now: Date,
  care: readonly CareToCheck[],
): Promise<(one: CareToCheck) => Breach[]> {
  const branchIds = [...new Set(care.map(({ delivererId }) => delivererId))];
  const binding = await reader.query<BindingRow>(BINDING, [branchIds, authorityId, now]);
  if (binding.length === 0) return () => [];
  const bound = new Set(binding.map(({ branchId }) => branchId));
  const [others, totals] = await Promise.all([
    reader.query<OtherCare>(OTHER_CARE, [
      authorityId,
      care.filter(({ delivererId }) => bound.has(delivererId)).map(({ personId }) => personId),
      [...bound],
    ]),
    reader.query<{ branchId: string; minutes: number }>(
      `SELECT branch_id AS "branchId", minutes FROM branch_minutes($1) WHERE branch_id IS NOT NULL AND minutes IS NOT NULL`,
      [[...bound]],
    ),
  ]);
  const othersOf = groupedBy(others, ({ key }) => key);
  const totalOf = new Map(totals.map(({ branchId, minutes }) => [branchId, minutes]));
  return (one) => {
    const beside = (othersOf.get(`${one.personId} ${one.delivererId}`) ?? []).filter(
      ({ packageId }) => packageId !== one.packageId,
    );
    const total = (totalOf.get(one.delivererId) ?? 0) + (one.packageId === null ? one.weeklyMinutes : 0);
    return binding
      .filter(
        ({ branchId, lotIds }) =>
          branchId === one.delivererId && (lotIds.length === 0 || lotIds.includes(one.lotId)),
      )
      .flatMap((restriction) =>
        restriction.conditions
          .map((row) => bindingCondition(restriction, row))
          .filter((condition) => isInBreach(condition, careOf(one, condition, beside, total)))
          .map(({ conditionId }) => ({
            conditionId,
            reference: restriction.reference,
            ownerId: restriction.ownerId,
          })),
      );
  };
}

const bindingCondition = ({ restrictionId, from }: BindingRow, row: ConditionRow): BindingCondition => ({
  conditionId: row.id,
  restrictionId,
  from,
  condition: conditionOf(row),
});

function careOf(
  { startedAt, sizes }: CareToCheck,
  { from }: BindingCondition,
  beside: readonly OtherCare[],
  branchMinutesNow: number,
): ImportedCare {
  const starts = beside.map((other) => other.startedAt.getTime());
  return {
    startedAt,
    sizes,
    otherCareSince: starts.length > 0 ? new Date(Math.min(...starts)) : null,
    otherMinutesThen: beside.reduce((sum, other) => sum + minutesAt(other, from), 0),
    otherMinutesNow: beside.reduce((sum, other) => sum + other.weeklyMinutes, 0),
    branchMinutesNow,
  };
}

const minutesAt = ({ sizes }: OtherCare, at: Date): number =>
  sizes.findLast(({ from }) => new Date(from) < at)?.minutes ?? 0;

const BINDING = `
  SELECT r.id AS "restrictionId", r.branch_id AS "branchId", r.reference, r.from_at AS "from",
         CASE WHEN r.authority_id = $2 THEN r.owner_id END AS "ownerId",
         ARRAY(SELECT lot_id FROM restriction_lot WHERE restriction_id = r.id) AS "lotIds", ${conditionsOf('r')} AS conditions
  FROM restriction r
  WHERE r.branch_id = ANY ($1) AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = $2)
    AND ${restrictionInForce('r', '$3')}
  ORDER BY r.from_at, r.id`;

const OTHER_CARE = `
  SELECT p.person_id || ' ' || p.delivering_branch_id AS key, p.package_id AS "packageId", p.started_at AS "startedAt",
         p.weekly_minutes AS "weeklyMinutes",
         coalesce((SELECT jsonb_agg(jsonb_build_object('from', s.from_at, 'minutes', s.weekly_minutes) ORDER BY s.version)
          FROM placement_size s WHERE s.placement_id = p.id), '[]') AS sizes
  FROM placement p
  WHERE p.authority_id = $1 AND p.status = 'live' AND p.person_id = ANY ($2::uuid[]) AND p.delivering_branch_id = ANY ($3)`;

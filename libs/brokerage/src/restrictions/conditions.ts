import type { Condition, ConditionView } from '#contracts/restrictions';
import type { RestrictionConditionEntity } from './restriction-condition.entity.js';

/** A condition as it is stored: what its kind has no use for is null. */
export type ConditionRow = Omit<RestrictionConditionEntity, 'restrictionId' | 'removedAt'>;

/** The conditions of a restriction `r` that bind, as a list of `ConditionRow`. */
export const CONDITION_ROWS = `coalesce(
  (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'limitMinutes', c.limit_minutes, 'basis', c.basis,
             'capMinutes', c.cap_minutes, 'everyDays', c.every_days) ORDER BY c.kind)
   FROM restriction_condition c WHERE c.restriction_id = r.id AND c.removed_at IS NULL), '[]')`;

/** @throws Error where a condition lacks what its kind needs, which a constraint forbids */
export function conditionOf(row: ConditionRow): Condition {
  const { kind, limitMinutes, basis, capMinutes, everyDays } = row;
  switch (kind) {
    case 'growth_limit':
      return { kind, limitMinutes: needed(limitMinutes, row), basis: needed(basis, row) };
    case 'hours_cap':
      return { kind, capMinutes: needed(capMinutes, row) };
    case 'reporting':
      return { kind, everyDays: needed(everyDays, row) };
    case 'no_new_people':
    case 'closed':
    case 'suspended':
      return { kind };
  }
}

export const conditionViewOf = (row: ConditionRow): ConditionView => ({ id: row.id, ...conditionOf(row) });

function needed<T>(value: T | null, { id, kind }: ConditionRow): T {
  if (value === null) throw new Error(`condition ${id} is not a whole ${kind}`);
  return value;
}

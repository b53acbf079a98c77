import type { Condition, ConditionView } from '#contracts/restrictions';
import type { RestrictionConditionEntity } from '../rows/restriction.entity.js';

/** A condition as stored. A parameter that its kind does not have is null. */
export type ConditionRow = Omit<RestrictionConditionEntity, 'restrictionId' | 'removedAt'>;

/** @throws Error if the condition lacks a parameter of its kind, which a constraint forbids */
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

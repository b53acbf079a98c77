import { type Condition, CONDITION_PARAMETERS, type ConditionView } from '#contracts/restrictions';
import type { RestrictionConditionEntity } from '../rows/restriction.entity.js';

/**
 * A restriction's condition as its table stores it. Parameters that do not belong to the condition's kind are
 * null.
 */
export type ConditionRow = Omit<RestrictionConditionEntity, 'restrictionId' | 'removedAt'>;

/**
 * Converts a stored condition to a condition for the rules.
 *
 * @throws Error if a parameter of the condition's kind is missing, which a database constraint forbids
 */
export function conditionOf(row: ConditionRow): Condition {
  const parameters = CONDITION_PARAMETERS[row.kind].map((name) => [name, row[name]] as const);
  if (parameters.some(([, value]) => value === null)) throw new Error(`condition ${row.id} is incomplete`);
  return { kind: row.kind, ...Object.fromEntries(parameters) } as Condition;
}

export const conditionViewOf = (row: ConditionRow): ConditionView => ({ id: row.id, ...conditionOf(row) });

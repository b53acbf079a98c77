import {
  type Condition,
  CONDITION_PARAMETERS,
  type NewRestriction,
  type RestrictionAmendment,
} from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import type { AmendmentDto, NewRestrictionDto } from './restriction.dto.js';

type ConditionFields = NewRestrictionDto['conditions'][number];

/**
 * Converts the body of a request that records a restriction to the type `NewRestriction`.
 *
 * @throws DomainError `invalid_request` if a condition has a parameter that belongs to another kind of
 * condition
 */
export function toRestriction({ conditions, ...notice }: NewRestrictionDto): NewRestriction {
  return { ...notice, conditions: toConditions(conditions) };
}

/**
 * Converts the conditions in a request body to the type `Condition`.
 *
 * @throws DomainError `invalid_request` if a condition has a parameter that belongs to another kind of
 * condition
 */
export function toConditions(conditions: readonly ConditionFields[]): Condition[] {
  return conditions.map(toCondition);
}

/**
 * Converts the body of a request that amends a restriction to the type `RestrictionAmendment`.
 *
 * @throws DomainError `invalid_request` if a condition has a parameter that belongs to another kind of
 * condition
 */
export function toAmendment({ conditions, ...changes }: AmendmentDto): RestrictionAmendment {
  return { ...changes, ...(conditions && { conditions: conditions.map(toCondition) }) };
}

const DEFAULTS = { limitMinutes: 0, basis: 'cumulative', capMinutes: 0, everyDays: 0 } as const;

function toCondition({ kind, ...given }: ConditionFields, index: number): Condition {
  const own: readonly (keyof typeof DEFAULTS)[] = CONDITION_PARAMETERS[kind];
  const stray = Object.entries(given).filter(
    ([name, value]) => value !== undefined && !own.some((parameter) => parameter === name),
  );
  if (stray.length > 0) {
    const faults = stray.map(([name]) => [`conditions.${index}.${name}`, [`does not belong to ${kind}`]]);
    throw new DomainError('invalid_request', { fields: Object.fromEntries(faults) });
  }
  const parameters = own.map((name) => [name, given[name] ?? DEFAULTS[name]]);
  return { kind, ...Object.fromEntries(parameters) } as Condition;
}

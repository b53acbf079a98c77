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
 * The conditions of a notice as the words that the rules know.
 *
 * @throws DomainError `invalid_request` for a parameter that belongs to another kind
 */
export function toRestriction({ conditions, ...notice }: NewRestrictionDto): NewRestriction {
  return { ...notice, conditions: toConditions(conditions) };
}

/** @throws DomainError `invalid_request` for a parameter that belongs to another kind */
export function toConditions(conditions: readonly ConditionFields[]): Condition[] {
  return conditions.map(toCondition);
}

/**
 * The same for an amendment.
 *
 * @throws DomainError `invalid_request`
 */
export function toAmendment({ conditions, ...changes }: AmendmentDto): RestrictionAmendment {
  return { ...changes, ...(conditions && { conditions: conditions.map(toCondition) }) };
}

function toCondition(fields: ConditionFields, index: number): Condition {
  const { kind, ...given } = fields;
  const { limitMinutes = 0, basis = 'cumulative', capMinutes = 0, everyDays = 0 } = given;
  const own: readonly string[] = CONDITION_PARAMETERS[kind];
  const stray = Object.entries(given).filter(([name, value]) => value !== undefined && !own.includes(name));
  if (stray.length > 0) {
    const faults = stray.map(([name]) => [`conditions.${index}.${name}`, [`does not belong to ${kind}`]]);
    throw new DomainError('invalid_request', { fields: Object.fromEntries(faults) });
  }
  switch (kind) {
    case 'growth_limit':
      return { kind, limitMinutes, basis };
    case 'hours_cap':
      return { kind, capMinutes };
    case 'reporting':
      return { kind, everyDays };
    case 'no_new_people':
    case 'closed':
    case 'suspended':
      return { kind };
  }
}

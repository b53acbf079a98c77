import type { ConditionKind, NewPermission } from '#contracts/restrictions';
import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';
import { hasLimit } from './conditions.js';

export type PermissionFaultCode =
  | 'scope_invalid'
  | 'already_over'
  | 'minutes_missing'
  | 'minutes_meaningless'
  | 'condition_not_waivable'
  | 'reference_missing'
  | 'evidence_missing';

interface Asked extends NewPermission {
  readonly kind: ConditionKind;
  readonly now: Date;
}

const RULES: readonly FaultRule<Asked, PermissionFaultCode>[] = [
  {
    code: 'scope_invalid',
    isBrokenBy: ({ personId, packageId }) => (personId == null) === (packageId == null),
    sentence: 'Name either one person or one package.',
  },
  {
    code: 'already_over',
    isBrokenBy: ({ until, now }) => Date.parse(until) <= now.getTime(),
    sentence: 'Enter an end of the agreement after now.',
  },
  {
    code: 'minutes_missing',
    isBrokenBy: ({ kind, minutes }) =>
      hasLimit(kind) && !isWholeBetween(1, minutes ?? 0, Number.MAX_SAFE_INTEGER),
    sentence: 'Enter the extra time a week that is agreed.',
  },
  {
    code: 'minutes_meaningless',
    isBrokenBy: ({ kind, minutes }) => !hasLimit(kind) && minutes != null,
    sentence: 'This condition has no limit in minutes.',
  },
  {
    code: 'condition_not_waivable',
    isBrokenBy: ({ kind }) => kind === 'reporting',
    sentence: 'A written agreement for one person or package cannot waive reports.',
  },
  {
    code: 'reference_missing',
    isBrokenBy: ({ reference }) => isBlank(reference),
    sentence: 'Enter the agreement reference.',
  },
  {
    code: 'evidence_missing',
    isBrokenBy: ({ evidence }) => isBlank(evidence),
    sentence: 'Enter the evidence for the agreement.',
  },
];

/** Lists every fault in a new permission (docs/rules.md §3.4.5). */
export function permissionFaults(
  permission: NewPermission,
  kind: ConditionKind,
  now: Date,
): Fault<PermissionFaultCode>[] {
  return faultsOf(RULES, { ...permission, kind, now });
}

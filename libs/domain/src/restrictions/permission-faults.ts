import type { ConditionKind, NewPermission } from '#contracts/restrictions';
import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';

export type PermissionFaultCode =
  | 'not_one_of_person_and_package'
  | 'until_not_an_instant'
  | 'until_not_in_future'
  | 'minutes_missing'
  | 'minutes_invalid'
  | 'minutes_meaningless'
  | 'reporting_not_waivable'
  | 'reference_missing'
  | 'evidence_missing';

interface Asked {
  readonly command: NewPermission;
  readonly kind: ConditionKind;
  readonly now: Date;
}

const MOST_MINUTES = 10_000_000;

/** Whether a condition of the kind has a limit, so that its permission says how far beyond it. */
const HAS_LIMIT: Readonly<Record<ConditionKind, boolean>> = {
  no_new_people: false,
  growth_limit: true,
  hours_cap: true,
  closed: false,
  suspended: false,
  reporting: false,
};

const RULES: readonly FaultRule<Asked, PermissionFaultCode>[] = [
  {
    code: 'not_one_of_person_and_package',
    isBrokenBy: ({ command }) => (command.personId == null) === (command.packageId == null),
    sentence: 'Name either the person or the package that it is for.',
  },
  {
    code: 'until_not_an_instant',
    isBrokenBy: ({ command }) => Number.isNaN(Date.parse(command.until)),
    sentence: 'Say until when it may be used.',
  },
  {
    code: 'until_not_in_future',
    isBrokenBy: ({ command, now }) => Date.parse(command.until) <= now.getTime(),
    sentence: 'The time until which it may be used is still to come.',
  },
  {
    code: 'minutes_missing',
    isBrokenBy: ({ command, kind }) => HAS_LIMIT[kind] && command.minutes == null,
    sentence: 'Say how many minutes a week beyond the limit it allows.',
  },
  {
    code: 'minutes_invalid',
    isBrokenBy: ({ command, kind }) =>
      HAS_LIMIT[kind] && command.minutes != null && !isWholeBetween(1, command.minutes, MOST_MINUTES),
    sentence: 'The minutes are a whole number above 0.',
  },
  {
    code: 'minutes_meaningless',
    isBrokenBy: ({ command, kind }) => !HAS_LIMIT[kind] && command.minutes != null,
    sentence: 'This condition has no limit to go beyond, so leave the minutes out.',
  },
  {
    code: 'reporting_not_waivable',
    isBrokenBy: ({ kind }) => kind === 'reporting',
    sentence: 'The duty to report cannot be waived.',
  },
  {
    code: 'reference_missing',
    isBrokenBy: ({ command }) => isBlank(command.reference),
    sentence: 'Give the reference of the written agreement.',
  },
  {
    code: 'evidence_missing',
    isBrokenBy: ({ command }) => isBlank(command.evidence),
    sentence: 'Say what the agreement rests on: who agreed, and where it is written.',
  },
];

/** Everything that keeps a written agreement to go beyond a condition from being recorded (design §3.4). */
export function permissionFaults(
  command: NewPermission,
  kind: ConditionKind,
  now: Date,
): Fault<PermissionFaultCode>[] {
  return faultsOf(RULES, { command, kind, now });
}

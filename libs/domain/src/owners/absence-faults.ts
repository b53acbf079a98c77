import { type Fault, type FaultRule, faultsOf } from '../faults.js';

/** The most days of one absence: a year. */
export const MOST_ABSENT_DAYS = 366;

const DAY_MS = 86_400_000;

export interface PlannedAbsence {
  readonly userId: string;
  readonly deputyId: string;
  /** The first and the last day of the absence in London. Both count. */
  readonly firstOn: string;
  readonly lastOn: string;
  /** Today's date in London. */
  readonly today: string;
}

export type AbsenceFault = 'absence_in_past' | 'absence_backwards' | 'absence_too_long' | 'covers_self';

const RULES: readonly FaultRule<PlannedAbsence, AbsenceFault>[] = [
  {
    code: 'absence_in_past',
    sentence: 'Enter a first day of today or later.',
    isBrokenBy: ({ firstOn, today }) => firstOn < today,
  },
  {
    code: 'absence_backwards',
    sentence: 'Enter a last day on or after the first day.',
    isBrokenBy: ({ firstOn, lastOn }) => lastOn < firstOn,
  },
  {
    code: 'absence_too_long',
    sentence: `Enter an absence of at most ${MOST_ABSENT_DAYS} days.`,
    isBrokenBy: ({ firstOn, lastOn }) =>
      (Date.parse(lastOn) - Date.parse(firstOn)) / DAY_MS >= MOST_ABSENT_DAYS,
  },
  {
    code: 'covers_self',
    sentence: 'Choose a deputy other than the user who is away.',
    isBrokenBy: ({ userId, deputyId }) => userId === deputyId,
  },
];

/** Lists every fault of a planned absence (docs/rules.md §5.1). Days are dates in London. */
export function absenceFaults(absence: PlannedAbsence): Fault<AbsenceFault>[] {
  return faultsOf(RULES, absence);
}

/** True if two absences share a day. Both the first and the last day count. */
export function shareADay(
  one: Pick<PlannedAbsence, 'firstOn' | 'lastOn'>,
  other: Pick<PlannedAbsence, 'firstOn' | 'lastOn'>,
): boolean {
  return one.firstOn <= other.lastOn && other.firstOn <= one.lastOn;
}

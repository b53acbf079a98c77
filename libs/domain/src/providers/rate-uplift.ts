import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';
import { addDays, isIsoDate } from '../time/iso-date.js';

/** A change of rates: by hundredths of a percent, or to a new hourly rate. Exactly one of the two is set. */
export interface RateChange {
  readonly hundredths: number | null;
  readonly newRatePence: number | null;
}

const WHOLE = 10_000;
const LEAST_HUNDREDTHS = -5_000;
const MOST_HUNDREDTHS = 10_000;
const HIGHEST_RATE_PENCE = 20_000;
/** The most days before or after today on which a change of rates may begin. */
const MOST_DAYS_AWAY = 366;

/**
 * Returns the rate after a change, in whole pence, half a penny up. Never less than a penny (docs/rules.md §3.5.3).
 */
export function changedRate(pence: number, { hundredths, newRatePence }: RateChange): number {
  if (newRatePence !== null) return newRatePence;
  return Math.max(1, Math.floor((pence * (WHOLE + (hundredths ?? 0)) + WHOLE / 2) / WHOLE));
}

export type UpliftFaultCode =
  | 'from_not_a_date'
  | 'from_too_far'
  | 'change_missing'
  | 'percentage_out_of_range'
  | 'new_rate_out_of_range'
  | 'uplift_reason_missing';

interface Asked extends RateChange {
  readonly fromOn: string;
  readonly reason: string;
  readonly today: string;
}

const RULES: readonly FaultRule<Asked, UpliftFaultCode>[] = [
  {
    code: 'from_not_a_date',
    isBrokenBy: ({ fromOn }) => !isIsoDate(fromOn),
    sentence: 'Enter the first day of the new rates as a date, YYYY-MM-DD.',
  },
  {
    code: 'from_too_far',
    isBrokenBy: ({ fromOn, today }) =>
      isIsoDate(fromOn) &&
      (fromOn < addDays(today, -MOST_DAYS_AWAY) || fromOn > addDays(today, MOST_DAYS_AWAY)),
    sentence: 'Enter a first day within a year of today.',
  },
  {
    code: 'change_missing',
    isBrokenBy: ({ hundredths, newRatePence }) => (hundredths === null) === (newRatePence === null),
    sentence: 'Enter a percentage or a new rate, one of the two.',
  },
  {
    code: 'percentage_out_of_range',
    isBrokenBy: ({ hundredths }) =>
      hundredths !== null &&
      (hundredths === 0 || !isWholeBetween(LEAST_HUNDREDTHS, hundredths, MOST_HUNDREDTHS)),
    sentence: 'Enter a percentage from -50 to 100, other than 0, with up to two decimals.',
  },
  {
    code: 'new_rate_out_of_range',
    isBrokenBy: ({ newRatePence }) =>
      newRatePence !== null && !isWholeBetween(1, newRatePence, HIGHEST_RATE_PENCE),
    sentence: 'Enter a rate of up to £200.',
  },
  {
    code: 'uplift_reason_missing',
    isBrokenBy: ({ reason }) => isBlank(reason),
    sentence: 'Enter the reason for the new rates.',
  },
];

/** Lists every fault in a change of rates. `today` is the date in London. */
export function upliftFaults(asked: Asked): Fault<UpliftFaultCode>[] {
  return faultsOf(RULES, asked);
}

/** True if a changed rate is more than a contract may have. */
export function isAboveHighestRate(pence: number): boolean {
  return pence > HIGHEST_RATE_PENCE;
}

/** Returns the cost of a week of care in whole pence, half a penny up. */
export function weeklyCostPence(weeklyMinutes: number, hourlyRatePence: number): number {
  return Math.round((weeklyMinutes * hourlyRatePence) / 60);
}

import type { Visit } from '#contracts/visits';

/** Σ days × minutes × carers (docs/rules.md §3.1): a whole number, so that sums are exact. Two carers count twice. */
export function weeklyMinutes(visits: readonly Pick<Visit, 'days' | 'minutes' | 'carers'>[]): number {
  return visits.reduce((sum, { days, minutes, carers }) => sum + days.length * minutes * carers, 0);
}

/** How often somebody calls in a week. Two carers who come together are one visit. */
export function visitsAWeek(visits: readonly Pick<Visit, 'days'>[]): number {
  return visits.reduce((sum, { days }) => sum + days.length, 0);
}

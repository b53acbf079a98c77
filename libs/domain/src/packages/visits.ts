import { BAND_HOURS, type Visit, type Window } from '#contracts/visits';

/** When a visit is asked to begin: its exact window where it has one, otherwise its whole band. */
export function askedWindow({ band, window }: Pick<Visit, 'band' | 'window'>): Window {
  return window ?? BAND_HOURS[band];
}

/** Σ days × minutes × carers (docs/rules.md §3.1): a whole number, so that sums are exact. Two carers count twice. */
export function weeklyMinutes(visits: readonly Pick<Visit, 'days' | 'minutes' | 'carers'>[]): number {
  return visits.reduce((sum, { days, minutes, carers }) => sum + days.length * minutes * carers, 0);
}

/** How often somebody calls in a week. Two carers who come together are one visit. */
export function visitsAWeek(visits: readonly Pick<Visit, 'days'>[]): number {
  return visits.reduce((sum, { days }) => sum + days.length, 0);
}

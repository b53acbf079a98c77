import { BAND_HOURS, type Visit, type Window } from '#contracts/visits';

/** Returns the window in which a visit should begin: its exact window, or its whole band. */
export function askedWindow({ band, window }: Pick<Visit, 'band' | 'window'>): Window {
  return window ?? BAND_HOURS[band];
}

/** Sums days × minutes × carers (docs/rules.md §3.1) to a whole number. Two carers count twice. */
export function weeklyMinutes(visits: readonly Pick<Visit, 'days' | 'minutes' | 'carers'>[]): number {
  return visits.reduce((sum, { days, minutes, carers }) => sum + days.length * minutes * carers, 0);
}

/** Counts the visits of a week. Two carers who come together are one visit. */
export function visitsAWeek(visits: readonly Pick<Visit, 'days'>[]): number {
  return visits.reduce((sum, { days }) => sum + days.length, 0);
}

import { BAND_HOURS, type Visit, type Window } from '#contracts/visits';

/** Returns the time window in which a visit should begin: its exact window or its band. */
export function askedWindow({ band, window }: Pick<Visit, 'band' | 'window'>): Window {
  return window ?? BAND_HOURS[band];
}

/**
 * Calculates the weekly minutes of visits: the sum of days × minutes × carers (docs/rules.md §3.1). A visit
 * by two carers counts twice.
 */
export function weeklyMinutes(visits: readonly Pick<Visit, 'days' | 'minutes' | 'carers'>[]): number {
  return visits.reduce((sum, { days, minutes, carers }) => sum + days.length * minutes * carers, 0);
}

/**
 * Counts the visits of a week. A visit on three days counts three times. A visit by two carers counts once.
 */
export function visitsAWeek(visits: readonly Pick<Visit, 'days'>[]): number {
  return visits.reduce((sum, { days }) => sum + days.length, 0);
}

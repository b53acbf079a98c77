import { BAND_HOURS, type Visit, type Window } from '#contracts/visits';

/** When a visit is asked to begin: its exact window where it has one, otherwise its whole band. */
export function askedWindow({ band, window }: Pick<Visit, 'band' | 'window'>): Window {
  return window ?? BAND_HOURS[band];
}

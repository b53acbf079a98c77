import { DAYS, type Visit } from '#contracts/visits';

/** Makes a valid visit for tests. A test passes only the fields that matter to the test. */
export function aVisit(changes: Partial<Visit> = {}): Visit {
  return { key: 'v1', days: DAYS, band: 'breakfast', minutes: 45, carers: 1, personalCare: true, ...changes };
}

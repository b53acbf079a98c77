import { DAYS, type Visit } from '#contracts/visits';

/** A visit that nothing is wrong with; a test states only what matters to it. */
export function aVisit(changes: Partial<Visit> = {}): Visit {
  return { key: 'v1', days: DAYS, band: 'breakfast', minutes: 45, carers: 1, personalCare: true, ...changes };
}

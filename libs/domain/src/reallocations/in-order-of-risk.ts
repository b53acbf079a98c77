import type { CaseRisk } from '#contracts/reallocations';
import type { Visit } from '#contracts/visits';
import { byCodeUnits, inOrderOf } from '../collections.js';

/** Care in a queue of cases. Its id breaks ties, so that the order is the same on every run. */
export interface RiskyCare extends CaseRisk {
  readonly placementId: string;
}

/**
 * Orders care by "time-critical, double-up, lives alone, hours" (docs/rules.md §4.3), in the same order on every run.
 */
export const inOrderOfRisk = inOrderOf<RiskyCare>(
  (a, b) => Number(b.timeCritical) - Number(a.timeCritical),
  (a, b) => Number(b.doubleUp) - Number(a.doubleUp),
  (a, b) => Number(b.livesAlone) - Number(a.livesAlone),
  (a, b) => b.weeklyMinutes - a.weeklyMinutes,
  (a, b) => byCodeUnits(a.placementId, b.placementId),
);

/** The risks of a transfer that follow from the visits. */
export function riskOf(visits: readonly Visit[]): Pick<CaseRisk, 'timeCritical' | 'doubleUp'> {
  return {
    timeCritical: visits.some(({ timeCriticalReason }) => timeCriticalReason != null),
    doubleUp: visits.some(({ carers }) => carers === 2),
  };
}

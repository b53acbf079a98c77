import type { CaseRisk } from '#contracts/reallocations';
import type { Visit } from '#contracts/visits';
import { byCodeUnits, inOrderOf } from '../collections.js';

/**
 * The care of one case, with its risks. Cases of equal risk are ordered by placement id, so every run gives
 * an equal order.
 */
export interface RiskyCare extends CaseRisk {
  readonly placementId: string;
}

/**
 * Orders care by risk, the riskiest first: "time-critical, double-up, lives alone, hours" (docs/rules.md
 * §4.3).
 */
export const inOrderOfRisk = inOrderOf<RiskyCare>(
  (a, b) => Number(b.timeCritical) - Number(a.timeCritical),
  (a, b) => Number(b.doubleUp) - Number(a.doubleUp),
  (a, b) => Number(b.livesAlone) - Number(a.livesAlone),
  (a, b) => b.weeklyMinutes - a.weeklyMinutes,
  (a, b) => byCodeUnits(a.placementId, b.placementId),
);

/**
 * Returns the risks of transferring care that follow from its visits: time-critical visits and double-up
 * visits.
 */
export function riskOf(visits: readonly Visit[]): Pick<CaseRisk, 'timeCritical' | 'doubleUp'> {
  return {
    timeCritical: visits.some(({ timeCriticalReason }) => timeCriticalReason != null),
    doubleUp: visits.some(({ carers }) => carers === 2),
  };
}

import type { CaseRisk } from '#contracts/reallocations';
import type { Visit } from '#contracts/visits';
import { byCodeUnits, inOrderOf } from '../collections.js';

/**
 * The care of one case, with its risks. Cases of equal risk are ordered by placement id, so that the order is
 * always the same.
 */
export interface RiskyCare extends CaseRisk {
  readonly placementId: string;
}

/**
 * Orders care by risk, the riskiest first (docs/rules.md §4.3): first time-critical care, then double-up
 * care, then people who live alone, then most weekly minutes.
 */
export const inOrderOfRisk = inOrderOf<RiskyCare>(
  (a, b) => Number(b.timeCritical) - Number(a.timeCritical),
  (a, b) => Number(b.doubleUp) - Number(a.doubleUp),
  (a, b) => Number(b.livesAlone) - Number(a.livesAlone),
  (a, b) => b.weeklyMinutes - a.weeklyMinutes,
  (a, b) => byCodeUnits(a.placementId, b.placementId),
);

/** Returns the two risks that can be read from the visits: time-critical visits and double-up visits. */
export function riskOf(visits: readonly Visit[]): Pick<CaseRisk, 'timeCritical' | 'doubleUp'> {
  return {
    timeCritical: visits.some(({ timeCriticalReason }) => timeCriticalReason != null),
    doubleUp: visits.some(({ carers }) => carers === 2),
  };
}

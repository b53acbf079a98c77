import type { GrowthBasis } from '#contracts/restrictions';
import type { CareFact } from './facts.js';

/** The weekly minutes of one person's care by one branch, all packages together, in whole numbers. */
export interface PersonGrowth {
  /** The minutes that growth is measured from. */
  readonly baselineMinutes: number;
  /** The minutes delivered or awarded before the change. */
  readonly presentMinutes: number;
  readonly resultingMinutes: number;
}

/**
 * "Unable to increase the size of any individual package by more than 3.5 hours per week without the written
 * agreement of CQC": the limit itself is allowed, one minute over is not. A person above the limit may always have
 * less care.
 */
export function exceedsGrowthLimit(growth: PersonGrowth, limitMinutes: number): boolean {
  const { baselineMinutes, presentMinutes, resultingMinutes } = growth;
  return resultingMinutes > presentMinutes && resultingMinutes - baselineMinutes > limitMinutes;
}

/**
 * Calculates what a change would make of a person's care. `cumulative` measures from the frozen baseline, so earlier
 * increases count; `per_change` measures from the present care. If neither exists, care begins here, and a first
 * package is not growth.
 */
export function growthOf(
  basis: GrowthBasis,
  frozenMinutes: number | null,
  { personMinutesNow, personAwardedMinutes }: Pick<CareFact, 'personMinutesNow' | 'personAwardedMinutes'>,
  addedMinutes: number,
): PersonGrowth {
  const presentMinutes = personMinutesNow + personAwardedMinutes;
  const resultingMinutes = presentMinutes + addedMinutes;
  const baselineMinutes = growsFrom(basis, frozenMinutes, presentMinutes) ?? resultingMinutes;
  return { baselineMinutes, presentMinutes, resultingMinutes };
}

/** The minutes that growth is measured from. Null if the person has no care to grow from. */
export function growsFrom(
  basis: GrowthBasis,
  frozenMinutes: number | null,
  presentMinutes: number,
): number | null {
  const existing = presentMinutes > 0 ? presentMinutes : null;
  return basis === 'cumulative' ? (frozenMinutes ?? existing) : (existing ?? frozenMinutes);
}

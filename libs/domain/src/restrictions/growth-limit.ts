import type { GrowthBasis } from '#contracts/restrictions';
import type { CareFact } from './facts.js';

/** Weekly minutes of one person's care by one branch, all packages together; whole, so that sums are exact. */
export interface PersonGrowth {
  /** What growth is measured from. */
  readonly baselineMinutes: number;
  /** What is delivered or awarded before this change. */
  readonly presentMinutes: number;
  readonly resultingMinutes: number;
}

/**
 * "Unable to increase the size of any individual package by more than 3.5 hours per week without the
 * written agreement of CQC": the limit itself is allowed, one minute over is not. A person whose care
 * is over the limit already may always have less.
 */
export function exceedsGrowthLimit(growth: PersonGrowth, limitMinutes: number): boolean {
  const { baselineMinutes, presentMinutes, resultingMinutes } = growth;
  return resultingMinutes > presentMinutes && resultingMinutes - baselineMinutes > limitMinutes;
}

/**
 * What a change would make of a person's care. `cumulative` measures from the frozen baseline, so that
 * earlier increases count; `per_change` from what there is. Where neither exists care begins here: its
 * first package is a size, not a growth.
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

/** What growth is measured from; null where there is nothing to grow from yet. */
export function growsFrom(
  basis: GrowthBasis,
  frozenMinutes: number | null,
  presentMinutes: number,
): number | null {
  const existing = presentMinutes > 0 ? presentMinutes : null;
  return basis === 'cumulative' ? (frozenMinutes ?? existing) : (existing ?? frozenMinutes);
}

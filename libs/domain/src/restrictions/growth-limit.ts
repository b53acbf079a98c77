import type { GrowthBasis } from '#contracts/restrictions';
import type { CareFact } from './facts.js';

/**
 * The weekly minutes of a person's care by one branch, before and after a change. All packages count
 * together.
 */
export interface PersonGrowth {
  /** The weekly minutes from which growth is measured. */
  readonly baselineMinutes: number;
  /**
   * The weekly minutes of the person's care by the branch before the change. Awarded care that has not
   * started counts too.
   */
  readonly presentMinutes: number;
  readonly resultingMinutes: number;
}

/**
 * True if a change breaks a growth limit, for example 3.5 hours per week. Growth by exactly the limit is
 * allowed. Care may always be reduced, even above the limit.
 */
export function exceedsGrowthLimit(growth: PersonGrowth, limitMinutes: number): boolean {
  const { baselineMinutes, presentMinutes, resultingMinutes } = growth;
  return resultingMinutes > presentMinutes && resultingMinutes - baselineMinutes > limitMinutes;
}

/**
 * Calculates by how many weekly minutes a change makes a person's care grow. With basis `cumulative`, growth
 * is measured from the baseline. With `per_change`, growth is measured from the care just before the change.
 * A person's first care is not growth.
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

/**
 * Returns the weekly minutes from which growth is measured. Returns null if the person has neither a baseline
 * nor present care.
 */
export function growsFrom(
  basis: GrowthBasis,
  frozenMinutes: number | null,
  presentMinutes: number,
): number | null {
  const existing = presentMinutes > 0 ? presentMinutes : null;
  return basis === 'cumulative' ? (frozenMinutes ?? existing) : (existing ?? frozenMinutes);
}

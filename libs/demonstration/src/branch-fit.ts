import type { Capability } from '#contracts/needs';
import type { PlannedCapacity } from './capacities.plan.js';
import type { PlannedBranch } from './providers.plan.js';
import type { PatternVisit } from './visit-patterns.js';

type AskedVisit = Pick<PatternVisit, 'band' | 'carers'>;

/**
 * True if a branch can deliver a package. The branch must be active and serve the bands of the visits. It
 * must have the needed capabilities and, for visits with two carers, be able to double up.
 */
export function canDeliver(
  branch: PlannedBranch,
  capacity: PlannedCapacity,
  asked: { readonly needs: readonly Capability[]; readonly visits: readonly AskedVisit[] },
): boolean {
  return (
    isActive(branch) &&
    asked.needs.every((need) => branch.capabilities.includes(need)) &&
    asked.visits.every(
      ({ band, carers }) => capacity.bands.includes(band) && (carers === 1 || capacity.doubleUps),
    )
  );
}

export function isActive({ registration }: PlannedBranch): boolean {
  return registration.status === 'registered' && !registration.dormant && registration.personalCare;
}

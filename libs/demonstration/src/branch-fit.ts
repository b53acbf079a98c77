import type { Capability } from '#contracts/needs';
import type { PlannedCapacity } from './capacities.plan.js';
import type { PlannedBranch } from './providers.plan.js';
import type { PatternVisit } from './visit-patterns.js';

type AskedVisit = Pick<PatternVisit, 'band' | 'carers'>;

/**
 * True if the branch is active and can deliver the package. Its declared bands, carers and capabilities cover
 * the visits and the needs.
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

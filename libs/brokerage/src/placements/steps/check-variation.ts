import { isDeepStrictEqual } from 'node:util';
import type { Check } from '#contracts/eligibility';
import type { Visit } from '#contracts/visits';
import { DomainError } from '#domain/domain-error';
import { visitFaults } from '#domain/packages/visit-faults';
import { weeklyMinutes } from '#domain/packages/visits';
import { checkRestrictions } from '#domain/restrictions/check-restrictions';
import type { Tx } from '#platform/database/database';
import { careChange } from '../../facts/care-change.queries.js';
import { CapacityEntity } from '../../rows/provider.entity.js';
import type { PlacementEntity } from '../../rows/placement.entity.js';
import type { LockedPlacement } from './lock-placement.js';

export interface CheckedVariation {
  /**
   * One result for each kind of restriction condition, and one for the capacity. Each result has the values
   * that decided it.
   */
  readonly checks: readonly Check[];
  readonly usesPermissionIds: readonly string[];
}

/**
 * Checks whether live care may change to this number of weekly minutes now. Checks restrictions and spare
 * capacity.
 */
export async function checkVariation(
  tx: Tx,
  { pkg, placement }: LockedPlacement,
  toMinutes: number,
  now: Date,
): Promise<CheckedVariation> {
  const addedMinutes = toMinutes - placement.weeklyMinutes;
  const { deliveringBranchId, lotId } = placement;
  const question = { pkg, deliveringBranchId, lotId, at: now, kind: 'variation', addedMinutes } as const;
  const { checks, usesPermissionIds } = checkRestrictions(await careChange(tx, question));
  return { checks: [...checks, await checkCapacity(tx, placement, addedMinutes)], usesPermissionIds };
}

async function checkCapacity(
  tx: Tx,
  { authorityId, deliveringBranchId: branchId, lotId }: PlacementEntity,
  addedMinutes: number,
): Promise<Check> {
  const declared = await tx.findOneBy(CapacityEntity, { authorityId, branchId, lotId });
  const spareMinutes = declared?.spareMinutes ?? 0;
  const isEnough = addedMinutes <= 0 || addedMinutes <= spareMinutes;
  return {
    rule: 'capacity.minutes',
    result: isEnough ? 'pass' : 'fail',
    evidence: { spareMinutes, addedMinutes },
    remedy: isEnough ? null : 'The branch declares more spare capacity in this lot.',
  };
}

/**
 * Calculates the weekly minutes that live care would have with the changed visits.
 *
 * @throws DomainError `package_invalid` with every fault; `nothing_to_change` if the visits do not change
 */
export function minutesOf(placement: PlacementEntity, visits: readonly Visit[]): number {
  const faults = visitFaults(visits);
  if (faults.length > 0) throw new DomainError('package_invalid', { faults });
  // Converts the visits to plain JSON values, as the database returns the stored visits, so that the two can
  // be compared.
  const stored: unknown = JSON.parse(JSON.stringify(visits));
  if (isDeepStrictEqual(stored, placement.visits)) throw new DomainError('nothing_to_change');
  return weeklyMinutes(visits);
}

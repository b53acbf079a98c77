import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import type { PackageEntity } from '../../packages/package.entity.js';
import { holdPackage } from '../../packages/steps/hold-package.js';
import { PlacementEntity } from '../placement.entity.js';

export interface HeldPlacement {
  readonly pkg: PackageEntity;
  readonly placement: PlacementEntity;
}

/**
 * Locks live care and, before it, its package.
 *
 * @throws DomainError `placement_not_found` also for another authority's; `placement_not_live`
 */
export async function holdLivePlacement(tx: Tx, id: string, authorityId: string): Promise<HeldPlacement> {
  const seen = found(await tx.findOneBy(PlacementEntity, { id, authorityId }), 'placement_not_found');
  const pkg = await holdPackage(tx, authorityId, seen.packageId);
  const placement = await tx.findOneOrFail(PlacementEntity, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (placement.status !== 'live') throw new DomainError('placement_not_live', { status: placement.status });
  return { pkg, placement };
}

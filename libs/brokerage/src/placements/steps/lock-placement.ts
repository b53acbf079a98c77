import { DomainError } from '#domain/domain-error';
import { authorityIsLive } from '#domain/rules-in-sql';
import type { Tx } from '#platform/database/database';
import { found, type Scope } from '../../access/scope.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { lockPackage } from '../../packages/steps/lock-package.js';
import { PlacementEntity } from '../../rows/placement.entity.js';

export interface LockedPlacement {
  readonly pkg: PackageEntity;
  readonly placement: PlacementEntity;
}

/**
 * Locks the package of live care, and then the placement. An authority finds its own care. A provider finds
 * care that its branches deliver for an authority that is live (docs/rules.md §7.5).
 *
 * @throws DomainError `placement_not_found` also for another tenant's care; `placement_not_live`
 */
export async function lockLivePlacement(tx: Tx, id: string, scope: Scope): Promise<LockedPlacement> {
  const seen = found(await tx.findOneBy(PlacementEntity, { id }), 'placement_not_found');
  if (!(await isWithin(tx, scope, seen))) throw new DomainError('placement_not_found');
  const pkg = await lockPackage(tx, seen.authorityId, seen.packageId);
  const placement = await tx.findOneOrFail(PlacementEntity, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  if (placement.status !== 'live') throw new DomainError('placement_not_live', { status: placement.status });
  return { pkg, placement };
}

async function isWithin(tx: Tx, scope: Scope, placement: PlacementEntity): Promise<boolean> {
  if ('authorityId' in scope) return placement.authorityId === scope.authorityId;
  const { providerId } = scope;
  const delivering = await tx.query(
    `SELECT 1 FROM branch b WHERE b.id = $1 AND b.provider_id = $2 AND ${authorityIsLive('$3')}`,
    [placement.deliveringBranchId, providerId, placement.authorityId],
  );
  return delivering.length > 0;
}

import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { PackageEntity } from '../../rows/package.entity.js';

/**
 * Locks a package before its status changes. Acts take this lock before locks of broadcast, capacity and
 * offers, to avoid deadlocks.
 *
 * @throws DomainError `package_not_found` also for another authority's package
 */
export async function lockPackage(tx: Tx, authorityId: string, id: string): Promise<PackageEntity> {
  const pkg = await tx.findOne(PackageEntity, {
    where: { id, authorityId },
    lock: { mode: 'pessimistic_write' },
  });
  return found(pkg, 'package_not_found');
}

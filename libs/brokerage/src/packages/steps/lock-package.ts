import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import { PackageEntity } from '../../rows/package.entity.js';

/**
 * Locks a package. Every act that changes the package's status takes this lock. An act takes the package's
 * lock before the locks of its broadcast, capacity and offers, so that two acts never deadlock.
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

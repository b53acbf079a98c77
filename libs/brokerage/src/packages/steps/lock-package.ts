import type { Tx } from '#platform/database/database';
import { findRow } from '#platform/database/find-row';
import { found } from '../../access/scope.js';
import { PackageEntity } from '../../rows/package.entity.js';

/**
 * Locks a package before its status changes. Acts take this lock before locks of broadcast, capacity and
 * offers, to avoid deadlocks.
 *
 * @throws DomainError `package_not_found` also for another authority's package
 */
export async function lockPackage(tx: Tx, authorityId: string, id: string): Promise<PackageEntity> {
  return found(await findRow(tx, PackageEntity, { id, authorityId }, 'FOR UPDATE'), 'package_not_found');
}

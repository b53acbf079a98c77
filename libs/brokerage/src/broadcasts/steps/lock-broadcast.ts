import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { findRow, rowOf } from '#platform/database/find-row';
import { found } from '../../access/scope.js';
import { lockPackage } from '../../packages/steps/lock-package.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { BroadcastEntity } from '../../rows/broadcast.entity.js';

export interface LockedBroadcast {
  readonly pkg: PackageEntity;
  readonly broadcast: BroadcastEntity;
}

/**
 * Locks the package of a broadcast, and then the broadcast. Without `authorityId`, finds a broadcast of any
 * authority.
 *
 * @throws DomainError `broadcast_not_found`
 */
export async function lockBroadcast(tx: Tx, id: string, authorityId?: string): Promise<LockedBroadcast> {
  const seen = found(
    await findRow(tx, BroadcastEntity, { id, ...(authorityId && { authorityId }) }),
    'broadcast_not_found',
  );
  const [pkg, broadcast] = await Promise.all([
    lockPackage(tx, seen.authorityId, seen.packageId),
    rowOf(tx, BroadcastEntity, { id }, 'FOR UPDATE'),
  ]);
  return { pkg, broadcast };
}

/** @throws DomainError `broadcast_not_open` */
export async function lockOpenBroadcast(tx: Tx, id: string, authorityId?: string): Promise<LockedBroadcast> {
  const locked = await lockBroadcast(tx, id, authorityId);
  if (locked.broadcast.status !== 'open')
    throw new DomainError('broadcast_not_open', { status: locked.broadcast.status });
  return locked;
}

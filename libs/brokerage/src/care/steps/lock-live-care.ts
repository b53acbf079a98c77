import type { Tx } from '#platform/database/database';
import { findRow } from '#platform/database/find-row';
import type { PackageEntity } from '../../rows/package.entity.js';
import { PlacementEntity } from '../../rows/placement.entity.js';

/** Locks the live placement of a locked package. Returns null if the package has no live placement. */
export function lockLiveCare(
  tx: Tx,
  pkg: Pick<PackageEntity, 'id' | 'status'>,
): Promise<PlacementEntity | null> {
  if (pkg.status !== 'live') return Promise.resolve(null);
  return findRow(tx, PlacementEntity, { packageId: pkg.id, status: 'live' }, 'FOR UPDATE');
}

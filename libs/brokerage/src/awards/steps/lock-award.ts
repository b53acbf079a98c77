import type { Tx } from '#platform/database/database';
import { findRow, rowOf } from '#platform/database/find-row';
import { found } from '../../access/scope.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { lockPackage } from '../../packages/steps/lock-package.js';
import { AwardEntity } from '../../rows/award.entity.js';

/**
 * Locks the package of an award, and then the award. Without `authorityId`, finds an award of any authority.
 *
 * @throws DomainError `award_not_found`
 */
export async function lockAward(
  tx: Tx,
  id: string,
  { authorityId }: { readonly authorityId?: string },
): Promise<{ readonly pkg: PackageEntity; readonly award: AwardEntity }> {
  const seen = found(
    await findRow(tx, AwardEntity, { id, ...(authorityId && { authorityId }) }),
    'award_not_found',
  );
  const [pkg, award] = await Promise.all([
    lockPackage(tx, seen.authorityId, seen.packageId),
    rowOf(tx, AwardEntity, { id }, 'FOR UPDATE'),
  ]);
  return { pkg, award };
}

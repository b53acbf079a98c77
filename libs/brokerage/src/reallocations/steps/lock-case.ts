import type { Tx } from '#platform/database/database';
import { findRow } from '#platform/database/find-row';
import { found } from '../../access/scope.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { lockPackage } from '../../packages/steps/lock-package.js';
import { type OpenCase, openCaseOf } from '../../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../../rows/reallocation.entity.js';

export interface LockedCase {
  readonly pkg: PackageEntity;
  /** The case, if it is open. Null if the case is closed. */
  readonly openCase: OpenCase | null;
}

/**
 * Locks the package of a case, and then reads the case. Without `authorityId`, finds a case of any authority.
 *
 * @throws DomainError `case_not_found`
 */
export async function lockCase(
  tx: Tx,
  id: string,
  { authorityId }: { readonly authorityId?: string },
): Promise<LockedCase> {
  const seen = found(
    await findRow(tx, ReallocationCaseEntity, { id, ...(authorityId && { authorityId }) }),
    'case_not_found',
  );
  // Sent together. PostgreSQL reads the case once the package is locked.
  const [pkg, openCase] = await Promise.all([
    lockPackage(tx, seen.authorityId, seen.packageId),
    openCaseOf(tx, seen.packageId),
  ]);
  return { pkg, openCase: openCase?.id === id ? openCase : null };
}

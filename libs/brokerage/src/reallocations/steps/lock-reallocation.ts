import type { Tx } from '#platform/database/database';
import { assertVersion, found } from '../../access/scope.js';
import { BranchEntity } from '../../rows/provider.entity.js';
import { ReallocationEntity } from '../../rows/reallocation.entity.js';

export interface LockedReallocation {
  readonly reallocation: ReallocationEntity;
  /** The provider of the branch from which care is transferred. */
  readonly providerId: string;
}

/**
 * Locks a reallocation, so that no replacement is broadcast while the reallocation changes. Without
 * `authorityId`, finds a reallocation of any authority.
 *
 * @throws DomainError `reallocation_not_found`; `version_stale` if `version` is given and differs from the
 * present version
 */
export async function lockReallocation(
  tx: Tx,
  id: string,
  { authorityId, version }: { readonly authorityId?: string; readonly version?: number },
): Promise<LockedReallocation> {
  const reallocation = found(
    await tx.findOne(ReallocationEntity, {
      where: { id, ...(authorityId && { authorityId }) },
      lock: { mode: 'pessimistic_write' },
    }),
    'reallocation_not_found',
  );
  if (version !== undefined) assertVersion(reallocation.version, version);
  const { providerId } = await tx.findOneByOrFail(BranchEntity, { id: reallocation.branchId });
  return { reallocation, providerId };
}

/**
 * Makes the fields that all events about reallocations have. Such events go to the authority's staff and to
 * the provider of the branch that is left.
 */
export function reallocationEventFields({ reallocation, providerId }: LockedReallocation, at: Date) {
  const { id: reallocationId, authorityId, branchId } = reallocation;
  return {
    fact: { reallocationId, branchId },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}

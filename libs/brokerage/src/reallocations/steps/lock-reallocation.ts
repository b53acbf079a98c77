import type { Tx } from '#platform/database/database';
import { assertVersion, found } from '../../access/scope.js';
import { BranchEntity } from '../../rows/provider.entity.js';
import { ReallocationEntity } from '../../rows/reallocation.entity.js';

export interface LockedReallocation {
  readonly reallocation: ReallocationEntity;
  /** The provider of the branch that is being left. */
  readonly providerId: string;
}

/**
 * Locks a reallocation, so that no case is opened while it changes. Without `authorityId`, finds a
 * reallocation of any authority.
 *
 * @throws DomainError `reallocation_not_found`; `version_stale` if `version` is given and not the present one
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

/** The shared part of every event about a reallocation: for the authority's staff and the branch being left. */
export function aboutReallocation({ reallocation, providerId }: LockedReallocation, at: Date) {
  const { id: reallocationId, authorityId, branchId } = reallocation;
  return {
    fact: { reallocationId, branchId },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}

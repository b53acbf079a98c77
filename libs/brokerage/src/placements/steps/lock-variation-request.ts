import type { Actor } from '#contracts/roles-and-actors';
import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { found, scopeOf } from '../../access/scope.js';
import { isLive } from '../../authorities/steps/assert-live.js';
import type { PackageEntity } from '../../rows/package.entity.js';
import { lockPackage } from '../../packages/steps/lock-package.js';
import { VariationRequestEntity } from '../../rows/placement.entity.js';

export interface HeldRequest {
  readonly pkg: PackageEntity;
  readonly request: VariationRequestEntity;
}

/**
 * Locks the package of a variation request, and then the request. An authority finds its own requests. A
 * provider finds requests that it made to an authority that is live (docs/rules.md §7.5).
 *
 * @throws DomainError `variation_request_not_found`
 */
export async function lockVariationRequest(tx: Tx, id: string, actor: Actor): Promise<HeldRequest> {
  const scope = scopeOf(actor);
  const own =
    'authorityId' in scope ? { authorityId: scope.authorityId } : { askedByProviderId: scope.providerId };
  const seen = found(
    await tx.findOneBy(VariationRequestEntity, { id, ...own }),
    'variation_request_not_found',
  );
  if ('providerId' in scope && !(await isLive(tx, seen.authorityId)))
    throw new DomainError('variation_request_not_found');
  const pkg = await lockPackage(tx, seen.authorityId, seen.packageId);
  const request = await tx.findOneOrFail(VariationRequestEntity, {
    where: { id },
    lock: { mode: 'pessimistic_write' },
  });
  return { pkg, request };
}

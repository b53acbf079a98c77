import { type PlacementEntity, VariationRequestEntity } from '../../rows/placement.entity.js';
import type { Act } from '#platform/acts/act';
import { nextStatus } from '#domain/lifecycle';
import { VARIATION_REQUEST_LIFE } from '#domain/lifecycles';
import { userIdOf } from '#platform/acts/caller';
import { findRow } from '#platform/database/find-row';
import { involvedProviders } from '../../providers/steps/involved-providers.js';

/**
 * Makes the fields that all events about a variation request have in common. Such events go to the
 * authority's staff.
 */
export function variationRequestEventFields(
  request: Pick<
    VariationRequestEntity,
    'id' | 'authorityId' | 'placementId' | 'packageId' | 'deliveringBranchId'
  >,
  at: Date,
) {
  const { id: variationRequestId, authorityId, placementId, packageId, deliveringBranchId } = request;
  return {
    fact: { variationRequestId, placementId, packageId, deliveringBranchId },
    envelope: { authorityId, at },
  };
}

/**
 * Withdraws the open variation request of a placement, because the placement ends. The caller has locked the
 * package.
 */
export async function closeVariationRequest(
  act: Act,
  placement: Pick<PlacementEntity, 'id' | 'branchId' | 'deliveringBranchId'>,
  now: Date,
): Promise<void> {
  const { tx, actor } = act;
  const request = await findRow(tx, VariationRequestEntity, {
    placementId: placement.id,
    status: 'requested',
  });
  if (!request) return;
  const status = nextStatus(VARIATION_REQUEST_LIFE, request.status, 'withdraw');
  const decided = { status, decidedAt: now, decidedBy: userIdOf(actor) };
  await tx.update(VariationRequestEntity, { id: request.id }, decided);
  const { fact, envelope } = variationRequestEventFields(request, now);
  await act.log('variation.withdrawn', fact, {
    ...envelope,
    providerIds: await involvedProviders(tx, placement),
  });
}

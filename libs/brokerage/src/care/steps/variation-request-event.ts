import type { VariationRequestEntity } from '../../rows/placement.entity.js';

/** What every event about a variation that is asked for has in common; for the authority's staff. */
export function variationRequestEvent(
  request: Pick<
    VariationRequestEntity,
    'id' | 'authorityId' | 'placementId' | 'packageId' | 'deliveringBranchId'
  >,
  at: Date,
) {
  const { id, authorityId, placementId, packageId, deliveringBranchId } = request;
  return {
    authorityId,
    subject: { type: 'variation_request', id },
    packageId,
    at,
    payload: { variationRequestId: id, placementId, packageId, deliveringBranchId },
  } as const;
}

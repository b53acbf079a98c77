import type { VariationRequestEntity } from '../../rows/placement.entity.js';

/** The shared part of every event about a requested variation: for the authority's staff. */
export function aboutVariationRequest(
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

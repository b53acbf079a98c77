import type { Act } from '#platform/acts/act';
import type { PlacementEndReason } from '#contracts/placements';
import { nextStatus } from '#domain/lifecycle';
import { PLACEMENT_LIFE } from '#domain/lifecycles';
import { updateRow } from '#platform/database/update-row';
import { involvedProviders } from '../../providers/steps/involved-providers.js';
import { PlacementEntity } from '../../rows/placement.entity.js';
import { closeVariationRequest } from './close-variation-request.js';
import { digestRecord } from '../../digests/digest-records.js';

export interface Ending {
  /** The instant up to which the branch delivered the care of the placement. */
  readonly at: Date;
  readonly now: Date;
  readonly reason: PlacementEndReason;
  /** The officer's note about the end of the care, in free text. */
  readonly note?: string;
}

/**
 * Ends a locked placement and withdraws its open variation request. The caller must change the status of the
 * package.
 */
export async function endCare(act: Act, placement: PlacementEntity, ending: Ending): Promise<void> {
  const { tx } = act;
  const { at, now, reason, note = null } = ending;
  const { id, authorityId, packageId, deliveringBranchId, weeklyMinutes } = placement;
  const status = nextStatus(PLACEMENT_LIFE, placement.status, 'end');
  const ended = { status, endedAt: at, endReason: reason, endNote: note, version: placement.version + 1 };
  const [providerIds] = await Promise.all([
    involvedProviders(tx, placement),
    updateRow(tx, PlacementEntity, id, ended),
    closeVariationRequest(act, placement, now),
  ]);
  await act.log(
    'placement.ended',
    {
      ...(await digestRecord(tx, 'placement_end', id)),
      placementId: id,
      packageId,
      deliveringBranchId,
      weeklyMinutes,
      reason,
    },
    { authorityId, providerIds, at: now },
  );
}

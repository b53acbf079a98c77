import type { PlacementEndReason } from '#contracts/placements';
import type { CaseStatus } from '#contracts/reallocations';
import type { VariationRequestStatus } from '#contracts/variations';

export const END_REASON_WORDING: Readonly<Record<PlacementEndReason, string>> = {
  person_died: 'the person died',
  moved_to_residential_care: 'the person moved to residential care',
  moved_away: 'the person moved away',
  care_no_longer_needed: 'care is no longer needed',
  own_arrangements: 'the person made arrangements of their own',
  other: 'another reason',
  deliverer_changed: 'another branch delivers under the same contract',
  moved: 'transferred to another branch',
};

/** The names of the statuses of a reallocation case, as users see them. */
export const CASE_STATUS_WORDING: Readonly<Record<CaseStatus, string>> = {
  queued: 'queued',
  released: 'about to be broadcast',
  broadcast: 'out to broadcast',
  deciding: 'to be awarded',
  unplaced: 'no offers',
  awarded: 'awarded, start due',
  moved: 'transferred',
  kept: 'kept with the branch',
  ended: 'closed: care ended',
};

/** The status of a variation request, as a sentence for the provider. */
export const VARIATION_REQUEST_WORDING: Readonly<Record<VariationRequestStatus, string>> = {
  requested: 'A brokerage officer will decide.',
  approved: 'Approved.',
  refused: 'Refused.',
  withdrawn: 'Withdrawn.',
};

import type { AwardView } from './awards.js';
import type { PlacementView } from './placements.js';
import type { Visit } from './visits.js';

/**
 * The names by which a provider's users recognise care: postcode sector, authority, lot and branches. None of
 * the names identifies the person.
 */
export interface CareNames {
  /** The authority's reference for the package. */
  readonly packageReference: string;
  readonly postcodeSector: string;
  readonly authorityName: string;
  readonly lotName: string;
  readonly branchName: string;
  readonly deliveringBranchName: string;
  /**
   * True if a branch of this provider delivers the care. Otherwise the provider's users may not know who the
   * person is.
   */
  readonly delivers: boolean;
}

/** A variation request for live care that an officer has not decided yet. */
export interface AskedChange {
  readonly variationRequestId: string;
  readonly toMinutes: number;
  readonly dueAt: string;
}

/** Live or ended care that a provider's branch delivers or is contracted to deliver. */
export interface CareView extends PlacementView, CareNames {
  /**
   * The weekly minutes by which the person's care may still grow under the growth limits in force. Null
   * without a growth limit, or if another provider delivers the care.
   */
  readonly headRoom: {
    readonly leftMinutes: number;
    readonly until: string | null;
  } | null;
  readonly askedChange: AskedChange | null;
}

/** Care that was awarded and has not started yet, with the visits that the package asks for. */
export interface AwaitedStartView extends AwardView, CareNames {
  readonly visits: readonly Visit[];
}

import type { AwardView } from './awards.js';
import type { PlacementView } from './placements.js';

/**
 * The names by which a provider's users recognise care without knowing the person: area, authority and
 * branch.
 */
export interface CareNames {
  /** The authority's own reference of the package. */
  readonly packageReference: string;
  readonly postcodeSector: string;
  readonly authorityName: string;
  readonly lotName: string;
  readonly branchName: string;
  readonly deliveringBranchName: string;
  /** True if a branch of the provider delivers the care, so that its users may know the person. */
  readonly delivers: boolean;
}

/** A variation request that waits for an officer. */
export interface AskedChange {
  readonly variationRequestId: string;
  readonly toMinutes: number;
  readonly dueAt: string;
}

/** Care that a provider's branch contracted for or delivers. */
export interface CareView extends PlacementView, CareNames {
  /** The room that growth limits in force leave. Null without a limit, or if another provider delivers. */
  readonly headRoom: {
    readonly leftMinutes: number;
    readonly until: string | null;
  } | null;
  readonly askedChange: AskedChange | null;
}

/** Care that is awarded and has not started. */
export type AwaitedStartView = AwardView & CareNames;

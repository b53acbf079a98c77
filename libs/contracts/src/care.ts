import type { AwardView } from './awards.js';
import type { PlacementView } from './placements.js';

/** What a provider's own people call care by: where roughly, for which authority, and by whom. */
export interface CareNames {
  /** The authority's own number for it, to be quoted. */
  readonly packageReference: string;
  readonly postcodeSector: string;
  readonly authorityName: string;
  readonly lotName: string;
  readonly branchName: string;
  readonly deliveringBranchName: string;
  /** Whether a branch of the provider's own delivers it, and so may know whose care it is. */
  readonly delivers: boolean;
}

/** A change that was asked for and waits for an officer. */
export interface AskedChange {
  readonly variationRequestId: string;
  readonly toMinutes: number;
  readonly dueAt: string;
}

/** Care that a branch of a provider's own contracted for or delivers. */
export interface CareView extends PlacementView, CareNames {
  /** What the growth limits in force leave the person; null where there are none, or another provider delivers. */
  readonly headRoom: {
    readonly leftMinutes: number;
    readonly until: string | null;
  } | null;
  readonly askedChange: AskedChange | null;
}

/** Care that has been awarded and has yet to start. */
export type AwaitedStartView = AwardView & CareNames;

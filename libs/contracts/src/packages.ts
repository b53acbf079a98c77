import type { AwardView } from './awards.js';
import type { BroadcastView } from './broadcasts.js';
import type { Capability } from './needs.js';
import type { PersonSummary } from './people.js';
import type { PlacementView } from './placements.js';
import type { CaseView } from './reallocations.js';
import type { VariationRequestView } from './variations.js';
import type { Visit } from './visits.js';

export const PACKAGE_STATUSES = [
  'draft',
  'broadcast',
  'deciding',
  'unfilled',
  'awarded',
  'live',
  'ended',
  'withdrawn',
] as const;
export type PackageStatus = (typeof PACKAGE_STATUSES)[number];

export const URGENCIES = ['hospital', 'urgent', 'routine'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** The next actions on a package that is neither live nor finished (docs/rules.md §5). */
export const NEXT_ACTIONS = [
  'broadcast_package',
  'await_offers',
  'decide_award',
  'broadcast_again',
  'await_start',
  'chase_start',
  'await_turn',
  'replace_award',
] as const;
export type NextAction = (typeof NEXT_ACTIONS)[number];

export interface PackageDetails {
  readonly urgency: Urgency;
  readonly visits: readonly Visit[];
  readonly needs: readonly Capability[];
  /**
   * Free text for carers, which invited branches can read. The text must not contain the person's name or
   * address.
   */
  readonly note?: string | null;
}

export interface NewPackage extends PackageDetails {
  readonly personId: string;
}

export interface PackageView extends PackageDetails {
  readonly id: string;
  readonly reference: string;
  readonly personId: string;
  readonly status: PackageStatus;
  readonly lotId: string;
  readonly lotName: string;
  readonly postcodeDistrict: string;
  readonly postcodeSector: string;
  readonly weeklyMinutes: number;
  readonly version: number;
  readonly nextAction: NextAction | null;
  readonly nextActionOwnerId: string | null;
  readonly nextActionDueAt: string | null;
  readonly broadcastId: string | null;
  readonly createdAt: string;
}

/** One event in the history of a package. */
export interface StoryEntry {
  /** The id of the event. */
  readonly id: string;
  readonly at: string;
  readonly name: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The branch that the event is about. */
  readonly branchName: string | null;
  readonly deliveringBranchName: string | null;
  /** The reason that the user gave for the change, in free text. */
  readonly reason: string | null;
}

/** A package with its current award, care and reallocation case. */
export interface PackageStanding {
  readonly package: PackageView;
  readonly person: PersonSummary;
  readonly ownerName: string | null;
  /** All broadcasts of the package, the latest first. */
  readonly broadcasts: readonly BroadcastView[];
  /** The latest award of the package. Null if there is none or it was withdrawn. */
  readonly award: AwardView | null;
  /** The live placement of the package. If there is none, the latest ended placement. */
  readonly placement: PlacementView | null;
  /** The variation requests for the package's care that are not decided yet. */
  readonly variationRequests: readonly VariationRequestView[];
  /** The open reallocation case of the package's care. Null if the care is not being transferred. */
  readonly openCase: CaseView | null;
  readonly branchNames: Readonly<Record<string, string>>;
}

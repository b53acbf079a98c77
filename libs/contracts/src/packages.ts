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

/** What somebody must do next for a package that is neither live nor finished (docs/rules.md §5). */
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
  /** What carers should know and no list has; shown to invited branches, so never who or where. */
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

/** One line of a package's story: what the log says happened. */
export interface StoryEntry {
  readonly position: string;
  readonly at: string;
  readonly name: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The branch that it is about, and the one that delivers for it; an offer's only once its seal is open. */
  readonly branchName: string | null;
  readonly deliveringBranchName: string | null;
  /** The words that whoever acted gave as a reason. */
  readonly reason: string | null;
}

/** A package with what hangs on it now, and the names of whom it speaks of. */
export interface PackageStanding {
  readonly package: PackageView;
  readonly person: PersonSummary;
  readonly ownerName: string | null;
  /** Every round of asking, the last first. */
  readonly broadcasts: readonly BroadcastView[];
  /** The last one, unless it was withdrawn. */
  readonly award: AwardView | null;
  /** The live care, or the last there was. */
  readonly placement: PlacementView | null;
  /** Changes of the care that wait for a decision. */
  readonly variationRequests: readonly VariationRequestView[];
  /** Where the care is being moved to another branch. */
  readonly openCase: CaseView | null;
  readonly branchNames: Readonly<Record<string, string>>;
}

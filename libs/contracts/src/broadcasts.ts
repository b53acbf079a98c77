import type { AllocationMethod } from './lots.js';
import type { OfferStatus } from './offers.js';
import type { PackageDetails } from './packages.js';
import type { Weights } from './ranking.js';

export const BROADCAST_STATUSES = ['open', 'closed', 'awarded', 'unfilled', 'cancelled'] as const;
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

/**
 * Why a broadcast stopped taking offers. An officer's own words are stored with the broadcast and never in
 * the event log.
 */
export const CLOSE_CAUSES = ['deadline', 'early', 'answered', 'everybody_declined', 'offers_lapsed'] as const;
export type CloseCause = (typeof CLOSE_CAUSES)[number];

export const INVITATION_STATUSES = ['waiting', 'open', 'declined', 'revoked', 'ended'] as const;
export type InvitationStatus = (typeof INVITATION_STATUSES)[number];

/**
 * The states by which a list of invitations can be filtered. `pending`: the invitation is open, or the
 * branch's offer is still valid.
 */
export const INVITATION_STATES = ['pending', 'over'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export const DECLINE_REASONS = [
  'no_capacity',
  'no_carers_for_times',
  'too_far',
  'needs_not_met',
  'double_up_not_possible',
  'start_too_soon',
  'rate_too_low',
  'known_conflict',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export interface WaveView {
  readonly number: number;
  readonly opensAt: string;
  readonly openedAt: string | null;
  readonly branches: number;
}

/** What a broadcast of a package would do if it opened now. */
export interface BroadcastPlanView {
  /** The deadline for offers. */
  readonly closesAt: string;
  /** The time by which care should start. It is never before the deadline for offers. */
  readonly startBy: string;
  /** When how many branches are invited. Every wave opens before the deadline. Empty if no branch is eligible. */
  readonly waves: readonly Omit<WaveView, 'openedAt'>[];
}

export interface BroadcastView {
  readonly id: string;
  readonly packageId: string;
  readonly packageVersion: number;
  /** The number of the broadcast among all broadcasts of its package, starting with 1. */
  readonly round: number;
  readonly status: BroadcastStatus;
  readonly method: AllocationMethod;
  readonly sealed: boolean;
  readonly openedAt: string;
  readonly closesAt: string;
  readonly closedAt: string | null;
  readonly closeCause: CloseCause | null;
  readonly closeReason: string | null;
  /** The time by which care should start. */
  readonly startBy: string;
  readonly waves: readonly WaveView[];
  /** The number of branches that have been invited. Branches of waves that have not opened do not count. */
  readonly invited: number;
  /** The number of branches that have opened the invitation. Null while the answers are sealed. */
  readonly seen: number | null;
  /** The number of branches that have declined. Null while the answers are sealed. */
  readonly declined: number | null;
  /**
   * The number of offers for the broadcast that are neither withdrawn nor lapsed. While the answers are sealed,
   * lapsed offers count too, so that a restriction of one branch does not reveal whether the branch had offered.
   */
  readonly offers: number;
  /**
   * The half and the three quarters of the original time to answer. At these instants, staff learn which
   * branches have not opened the invitation.
   */
  readonly halfAt: string;
  readonly threeQuartersAt: string;
  readonly awardId: string | null;
  readonly version: number;
}

/** An invitation as the invited branch sees it. It never names the person (docs/rules.md §7). */
export interface InvitationView {
  readonly id: string;
  readonly broadcastId: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly status: InvitationStatus;
  readonly postcodeDistrict: string;
  readonly postcodeSector: string;
  readonly lotId: string;
  readonly lotName: string;
  /**
   * The rough distance from the invited branch to the person's postcode district, in whole miles. Null if the place of
   * a district is not known.
   */
  readonly distanceMiles: number | null;
  /** The authority's reference for the package, to name it in a telephone call. */
  readonly packageReference: string;
  readonly package: PackageDetails & { readonly weeklyMinutes: number };
  /**
   * True if care was running when the broadcast opened, so that the care is a transfer. It is not told from which
   * branch the care comes, nor why.
   */
  readonly careIsRunning: boolean;
  /** The officer or commissioner who owns the package. Null if the invitation is over. */
  readonly contact: { readonly name: string; readonly email: string } | null;
  /** The weights of the ranking, frozen with the broadcast. */
  readonly weights: Weights;
  readonly method: AllocationMethod;
  readonly sealed: boolean;
  readonly openedAt: string;
  readonly closesAt: string;
  readonly startBy: string;
  readonly rateMinPence: number;
  readonly rateMaxPence: number;
  /**
   * The branches that may deliver the care under this invitation: the invited branch and its eligible
   * subcontractors.
   */
  readonly mayDeliver: readonly { readonly branchId: string; readonly name: string }[];
  readonly seenAt: string | null;
  readonly declineReason: DeclineReason | null;
  readonly offerId: string | null;
  readonly offerStatus: OfferStatus | null;
  /**
   * The rank of the branch's own offer; 1 is the best. Null before the award, unless the lot's settings show
   * bidders their rank earlier.
   */
  readonly ownRank: number | null;
}

/** An invitation as the authority's staff see it. */
export interface InvitedBranchView {
  readonly invitationId: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly wave: number;
  /** While the answers are sealed, a declined invitation has the status of one that was not answered. */
  readonly status: InvitationStatus;
  readonly openedAt: string | null;
  /** Null while the answers are sealed. */
  readonly seenAt: string | null;
  /**
   * True if the branch had been invited, but had not opened the invitation, at half of the time to answer. Null
   * before that instant, and for a branch that was invited later.
   */
  readonly isUnopenedAtHalf: boolean | null;
  /** As `isUnopenedAtHalf`, at three quarters of the time to answer. */
  readonly isUnopenedAtThreeQuarters: boolean | null;
  readonly declinedAt: string | null;
  readonly declineReason: DeclineReason | null;
  readonly declineNote: string | null;
}

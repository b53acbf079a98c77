/** An attempt of the authority's staff to reach the branch of an award. The branch cannot read it. */
export interface ContactAttemptView {
  readonly id: string;
  readonly awardId: string;
  readonly reached: boolean;
  readonly note: string | null;
  readonly at: string;
  readonly actorId: string;
  readonly actorName: string;
}

export const AWARD_STATUSES = ['awaiting_start', 'started', 'withdrawn'] as const;
export type AwardStatus = (typeof AWARD_STATUSES)[number];

export interface AwardView {
  readonly id: string;
  readonly packageId: string;
  readonly broadcastId: string;
  readonly offerId: string;
  readonly branchId: string;
  readonly deliveringBranchId: string;
  readonly lotId: string;
  readonly weeklyMinutes: number;
  readonly hourlyRatePence: number;
  readonly startsOn: string;
  readonly status: AwardStatus;
  /**
   * The reason for the award. Required if the offer was not the top offer. Null for provider users, because
   * the reason may name another branch.
   */
  readonly reason: string | null;
  readonly awardedAt: string;
  /**
   * The time by which the branch must confirm that care has started. If the branch has not confirmed by then,
   * an officer must act.
   */
  readonly startDueAt: string;
  readonly overdueAt: string | null;
  readonly startedAt: string | null;
  readonly placementId: string | null;
  readonly withdrawnAt: string | null;
  readonly withdrawReason: string | null;
}

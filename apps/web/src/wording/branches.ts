import type { RatingPolicy } from '#contracts/lots';
import type { ConcernKind } from '#contracts/placements';
import type { BranchRatings } from '#contracts/providers';
import type { Rating } from '#contracts/ranking';

export const RATING_WORDING: Readonly<Record<Rating, string>> = {
  outstanding: 'Outstanding',
  good: 'Good',
  requires_improvement: 'Requires improvement',
  inadequate: 'Inadequate',
};

export const RATING_COLOUR: Readonly<Record<Rating, string>> = {
  outstanding: 'govuk-tag--green',
  good: 'govuk-tag--green',
  requires_improvement: 'govuk-tag--yellow',
  inadequate: 'govuk-tag--red',
};

/** A third of branches were never rated, and that is nothing against them. */
export const NO_RATING = 'Not rated';

/** What CQC rates: the whole, and its five questions. */
export const QUESTION_WORDING: Readonly<Record<Exclude<keyof BranchRatings, 'ratedOn'>, string>> = {
  overall: 'Overall',
  safe: 'Safe',
  effective: 'Effective',
  caring: 'Caring',
  responsive: 'Responsive',
  wellLed: 'Well-led',
};

export const RATING_POLICY_WORDING: Readonly<Record<RatingPolicy, string>> = {
  exclude_inadequate: 'Branches rated Inadequate are not asked',
  exclude_below_good: 'Branches rated below Good are not asked',
  any: 'Branches of any rating are asked',
};

export const CONCERN_WORDING: Readonly<Record<ConcernKind, string>> = {
  missed_visit: 'Missed visit',
  late_visit: 'Late visit',
  complaint: 'Complaint',
  safeguarding: 'Safeguarding alert',
  late_start: 'Late start',
  hand_back: 'Hand-back',
  missed_report: 'Missed update',
};

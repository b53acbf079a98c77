import type { RatingPolicy } from '#contracts/lots';
import type { ConcernKind } from '#contracts/placements';
import type { BranchRatings, CapacityRefusal, RegisterSource, Registration } from '#contracts/providers';
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

/**
 * The text for a branch that CQC has not rated. About a third of all branches have no rating, so the text
 * must not sound negative.
 */
export const NO_RATING = 'Not rated';

/** The names of CQC's overall rating and of the ratings for CQC's five questions, as users see them. */
export const QUESTION_WORDING: Readonly<Record<Exclude<keyof BranchRatings, 'ratedOn'>, string>> = {
  overall: 'Overall',
  safe: 'Safe',
  effective: 'Effective',
  caring: 'Caring',
  responsive: 'Responsive',
  wellLed: 'Well-led',
};

export const RATING_POLICY_WORDING: Readonly<Record<RatingPolicy, string>> = {
  exclude_inadequate: 'Branches rated Inadequate are not invited',
  exclude_below_good: 'Branches rated below Good are not invited',
  any: 'Branches with any rating are invited',
};

export const CONCERN_WORDING: Readonly<Record<ConcernKind, string>> = {
  missed_visit: 'Missed visit',
  late_visit: 'Late visit',
  complaint: 'Complaint',
  safeguarding: 'Safeguarding alert',
  late_start: 'Late start',
  hand_back: 'Hand-back',
  missed_report: 'Missed report',
  condition_breach: 'Imported care in breach of a restriction',
};

export const SOURCE_WORDING: Readonly<Record<RegisterSource['kind'], string>> = {
  publication: 'Page or report on CQC’s website',
  directory: 'CQC directory file',
  letter: 'Letter or email from CQC',
};

/** The text for facts that were recorded before sources were. */
export const NO_SOURCE = 'Source not recorded';

const REGISTRATION_WORDING: Readonly<Record<Registration['status'], string>> = {
  registered: 'It is registered with CQC.',
  deregistered: 'It is no longer registered with CQC.',
};

/**
 * Returns three sentences about the registration of a branch: its status, whether it is dormant, and whether
 * it may give personal care.
 */
export function registrationInWords({ status, dormant, personalCare }: Registration): string[] {
  return [
    REGISTRATION_WORDING[status],
    dormant ? 'CQC lists it as dormant.' : 'CQC does not list it as dormant.',
    personalCare ? 'It is registered for personal care.' : 'It is not registered for personal care.',
  ];
}

/**
 * Returns a sentence for each reason in the registration for which the branch gets no work. Returns an empty
 * list if the branch may work.
 */
export function registrationFaultsInWords(registration: Registration): string[] {
  const [status = '', dormant = '', personalCare = ''] = registrationInWords(registration);
  return [
    ...(registration.status === 'registered' ? [] : [status]),
    ...(registration.dormant ? [dormant] : []),
    ...(registration.personalCare ? [] : [personalCare]),
  ];
}

/** Why a line of the page of capacity was not confirmed, and what to do. */
export const CAPACITY_REFUSAL_WORDING: Readonly<Record<CapacityRefusal, string>> = {
  changed: 'changed since you opened the page. Check the figure and confirm it.',
  work_ended: 'the branch no longer works in this lot.',
};

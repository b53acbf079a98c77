import type { Rating } from '#contracts/ranking';
import type { ConditionKind } from '#contracts/restrictions';
import { NO_RATING, RATING_COLOUR, RATING_WORDING } from '../../wording/branches.js';
import { CONDITION_WORDING } from '../../wording/restrictions.js';

/** A govuk-frontend tag. The text says everything that the colour says. */
export interface Tag {
  readonly text: string;
  readonly classes: string;
}

export function ratingTag(rating: Rating | null): Tag {
  return rating === null
    ? { text: NO_RATING, classes: 'govuk-tag--grey' }
    : { text: RATING_WORDING[rating], classes: RATING_COLOUR[rating] };
}

/** The conditions in force. Those that stop all new work are red. */
export function conditionTags(kinds: readonly ConditionKind[]): Tag[] {
  return kinds.map((kind) => ({
    text: CONDITION_WORDING[kind],
    classes: kind === 'suspended' || kind === 'closed' ? 'govuk-tag--red' : 'govuk-tag--orange',
  }));
}

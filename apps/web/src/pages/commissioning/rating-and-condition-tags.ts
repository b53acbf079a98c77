import type { Rating } from '#contracts/ranking';
import type { ConditionKind } from '#contracts/restrictions';
import { NO_RATING, RATING_COLOUR, RATING_WORDING } from '../../wording/branches.js';
import { CONDITION_WORDING } from '../../wording/restrictions.js';

/**
 * A tag of the library govuk-frontend: a short text on a coloured background. The text says everything, so
 * users need not see the colour.
 */
export interface Tag {
  readonly text: string;
  readonly classes: string;
}

export function ratingTag(rating: Rating | null): Tag {
  return rating === null
    ? { text: NO_RATING, classes: 'govuk-tag--grey' }
    : { text: RATING_WORDING[rating], classes: RATING_COLOUR[rating] };
}

/** Returns a tag for each condition in force. A condition that stops all new packages has a red tag. */
export function conditionTags(kinds: readonly ConditionKind[]): Tag[] {
  return kinds.map((kind) => ({
    text: CONDITION_WORDING[kind],
    classes: kind === 'suspended' || kind === 'closed' ? 'govuk-tag--red' : 'govuk-tag--orange',
  }));
}

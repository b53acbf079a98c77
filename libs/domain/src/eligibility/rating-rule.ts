import type { RatingPolicy } from '#contracts/lots';
import { type Answer, fails, passes } from './answer.js';
import type { BranchFacts } from './facts.js';

type Ratings = BranchFacts['ratings'];

/** The lot's rating policy. No rating never fails: a third of branches were never rated. */
export function answerRating({ overall, safe, wellLed }: Ratings, policy: RatingPolicy): Answer {
  const evidence = { policy, overall, safe, wellLed };
  const remedy = remedyFor({ overall, safe, wellLed }, policy);
  return remedy === null ? passes(evidence) : fails(evidence, remedy);
}

function remedyFor(ratings: Ratings, policy: RatingPolicy): string | null {
  switch (policy) {
    case 'any':
      return null;
    case 'exclude_inadequate':
      return isInadequate(ratings)
        ? 'CQC must rate the branch better than Inadequate, overall and in one of Safe and Well-led.'
        : null;
    case 'exclude_below_good':
      return isInadequate(ratings) || ratings.overall === 'requires_improvement'
        ? 'CQC must rate the branch Good or Outstanding overall, and better than Inadequate in one of Safe and Well-led.'
        : null;
  }
}

/** Overall, or in both Safe and Well-led. */
function isInadequate({ overall, safe, wellLed }: Ratings): boolean {
  return overall === 'inadequate' || (safe === 'inadequate' && wellLed === 'inadequate');
}

import { type Answer, fails, passes } from './answer.js';
import type { BranchFacts } from './facts.js';

/** A branch the person or family does not want, and the branch a person is being moved from, stay out. */
export function answerExclusion(excluded: BranchFacts['excluded']): Answer {
  if (!excluded) return passes({ excludedBy: null });
  const { by, reason } = excluded;
  const remedy =
    by === 'person'
      ? 'The person or family would have to withdraw the exclusion.'
      : 'The person is being moved from this branch; the move would have to be given up.';
  return fails({ excludedBy: by, reason }, remedy);
}

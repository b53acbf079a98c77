import type { StoryStep } from './story.js';

/**
 * Returns the steps of a story with a step `see_invitation` before the first answer of each branch in each
 * broadcast, because a branch opens an invitation before it answers. Invitations that the story opens itself stay
 * as they are.
 */
export function seenBeforeAnswer(steps: readonly StoryStep[]): StoryStep[] {
  let seen = new Set<string>();
  return steps.flatMap((step): StoryStep[] => {
    if (step.act === 'open_broadcast') seen = new Set();
    if (step.act === 'see_invitation') seen.add(step.branchId);
    if (step.act !== 'make_offer' && step.act !== 'decline_invitation') return [step];
    if (seen.has(step.branchId)) return [step];
    seen.add(step.branchId);
    const { branchId } = step;
    return 'minutesAgo' in step
      ? [{ act: 'see_invitation', branchId, minutesAgo: step.minutesAgo + minutesOfReading(seen.size) }, step]
      : [{ act: 'see_invitation', branchId, daysAgo: step.daysAgo, at: step.at }, step];
  });
}

/** Returns how long before its answer a branch opens an invitation: 2 to 4 minutes. */
const minutesOfReading = (place: number): number => 2 + (place % 3);

import type { Capability } from '#contracts/needs';
import type { StoryBranches } from './story-branches.js';
import type { PackageStory, StoryStep } from './story.js';

/** A story before its package, person and bidders are found. */
export interface StoryOutline extends Pick<
  PackageStory,
  'title' | 'lotCode' | 'urgency' | 'endsAs' | 'nextAction'
> {
  /** The name of a visit pattern. */
  readonly pattern: string;
  /** Needs on top of those of the pattern. */
  readonly needs?: readonly Capability[];
  /** Only a branch whose subcontractor delivers plays. */
  readonly isSubcontracted?: boolean;
  readonly steps: (branches: StoryBranches) => readonly StoryStep[];
}

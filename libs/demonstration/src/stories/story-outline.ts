import type { Capability } from '#contracts/needs';
import type { StoryBranches } from './story-branches.js';
import type { PackageStory, StoryStep } from './story.js';

/** A story outline. The plan later chooses a person, the care and the bidding branches for the story. */
export interface StoryOutline extends Pick<
  PackageStory,
  'title' | 'lotCode' | 'urgency' | 'endsAs' | 'nextAction'
> {
  /** The name of the visit pattern from which the story's care is planned. */
  readonly pattern: string;
  /** Needs of the package in addition to the needs of the visit pattern. */
  readonly needs?: readonly Capability[];
  /** True if the bidding branches all have a subcontractor that would deliver the care. */
  readonly isSubcontracted?: boolean;
  readonly steps: (branches: StoryBranches) => readonly StoryStep[];
}

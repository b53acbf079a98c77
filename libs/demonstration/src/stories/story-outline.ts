import type { Capability } from '#contracts/needs';
import type { StoryBranches } from './story-branches.js';
import type { PackageStory, StoryStep } from './story.js';

/** A story without its person, care and bidding branches. The plan chooses these later. */
export interface StoryOutline extends Pick<
  PackageStory,
  'title' | 'lotCode' | 'urgency' | 'endsAs' | 'nextAction'
> {
  /** The name of the visit pattern from which the story's care is planned. */
  readonly pattern: string;
  /** Needs of the package in addition to the needs of the visit pattern. */
  readonly needs?: readonly Capability[];
  /** True if every bidding branch has a subcontractor, which would deliver the care. */
  readonly isSubcontracted?: boolean;
  readonly steps: (branches: StoryBranches) => readonly StoryStep[];
}

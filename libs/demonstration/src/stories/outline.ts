import type { Capability } from '#contracts/needs';
import type { StoryBranches } from './story-branches.js';
import type { PackageStory, StoryStep } from './story.js';

/** A story before its person, care and bidders are chosen. */
export interface StoryOutline extends Pick<
  PackageStory,
  'title' | 'lotCode' | 'urgency' | 'endsAs' | 'nextAction'
> {
  /** The name of a visit pattern. */
  readonly pattern: string;
  /** Needs in addition to those of the pattern. */
  readonly needs?: readonly Capability[];
  /** True if only branches whose subcontractor delivers may bid. */
  readonly isSubcontracted?: boolean;
  readonly steps: (branches: StoryBranches) => readonly StoryStep[];
}

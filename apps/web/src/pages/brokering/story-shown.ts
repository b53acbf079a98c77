import type { StoryEntry } from '#contracts/packages';
import { listInWords } from '../../wording/visits.js';
import { storyInWords } from '../../wording/story.js';

/** One line of a story: when, what, who, on what ground. */
export interface StoryRow {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly ground: string;
}

/** What many branches are told at one instant is one line. */
const TOGETHER: Readonly<Record<string, (names: readonly string[]) => string>> = {
  'invitation.opened': (names) => `${names.length} branches were invited: ${listInWords(names)}.`,
  'invitation.ended': (names) => `The invitations of ${names.length} branches ended: ${listInWords(names)}.`,
};

export function storyShown(entries: readonly StoryEntry[]): StoryRow[] {
  return inGroups(entries).map((group) => {
    const [first] = group;
    const together = TOGETHER[first.name];
    const names = group.map(({ branchName }) => branchName ?? 'a branch');
    return {
      id: `story-${first.position}`,
      at: first.at,
      what: together && group.length > 1 ? together(names) : storyInWords(first),
      who: whoActed(first),
      ground: first.reason ?? '',
    };
  });
}

type Group = readonly [StoryEntry, ...StoryEntry[]];

function inGroups(entries: readonly StoryEntry[]): Group[] {
  const groups: [StoryEntry, ...StoryEntry[]][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const isOneMore =
      last?.[0].name === entry.name &&
      Object.hasOwn(TOGETHER, entry.name) &&
      last[0].at === entry.at &&
      last[0].reason === entry.reason;
    if (isOneMore) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Nobody is named behind an offer whose seal is closed; what nobody did, Homeward did when it was due. */
function whoActed({ name, actorName, branchName }: StoryEntry): string {
  if (actorName !== null) return actorName;
  return name.startsWith('offer.') && branchName === null ? 'Sealed' : 'Homeward';
}

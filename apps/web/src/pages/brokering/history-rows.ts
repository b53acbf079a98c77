import type { StoryEntry } from '#contracts/packages';
import { storyInWords } from '../../wording/package-history.js';
import { listInWords } from '../../wording/visits.js';

export interface HistoryRow {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly reason: string;
}

/**
 * Some events usually occur for many branches at one instant. For each name of such an event, a function that
 * writes one text for all of them. The events then share one table row.
 */
const SHARED_ROWS: Readonly<Record<string, (names: readonly string[]) => string>> = {
  'invitation.opened': (names) => `${names.length} branches were invited: ${listInWords(names)}.`,
  'invitation.ended': (names) => `The invitations of ${names.length} branches ended: ${listInWords(names)}.`,
};

/** Returns the events in a package's history as table rows. The events, and the rows, have the newest first. */
export function historyRows(entries: readonly StoryEntry[]): HistoryRow[] {
  return groupsIn(entries).map((group) => {
    const [first] = group;
    const sharedRow = SHARED_ROWS[first.name];
    const names = [...group].reverse().map(({ branchName }) => branchName ?? 'a branch');
    return {
      id: `story-${first.id}`,
      at: first.at,
      what: sharedRow && group.length > 1 ? sharedRow(names) : storyInWords(first),
      who: actorOf(first),
      reason: first.reason ?? '',
    };
  });
}

type Group = readonly [StoryEntry, ...StoryEntry[]];

function groupsIn(entries: readonly StoryEntry[]): Group[] {
  const groups: [StoryEntry, ...StoryEntry[]][] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    const isSameEvent =
      last?.[0].name === entry.name &&
      Object.hasOwn(SHARED_ROWS, entry.name) &&
      last[0].at === entry.at &&
      last[0].reason === entry.reason;
    if (isSameEvent) last.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

/** Returns the name of the user who caused an event, or `Homeward` if no user caused the event. */
const actorOf = ({ actorName }: StoryEntry): string => actorName ?? 'Homeward';

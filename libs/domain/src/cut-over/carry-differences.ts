import type { DifferenceOutcome } from '#contracts/cut-over';
import type { FoundDifference } from './compare-care.js';

/** A difference that an earlier comparison found: open, or the last one with its key that was settled. */
export interface KnownDifference extends FoundDifference {
  readonly id: string;
  /** Null while it is open. */
  readonly outcome: DifferenceOutcome | 'gone' | null;
}

export interface CarriedDifferences {
  /** Differences to record as new: no open difference has the same key, and no outcome explains them. */
  readonly fresh: readonly FoundDifference[];
  /** Open differences that are still there, with their present values. */
  readonly still: readonly { readonly id: string; readonly found: FoundDifference }[];
  /** The ids of open differences that are no longer found. */
  readonly gone: readonly string[];
}

/**
 * Compares what was found today with what was known before (docs/rules.md §7.5). A difference that was recorded as wrong
 * there or accepted is not raised again while its values are the same. One that was recorded as corrected here is raised
 * again if it is still found.
 */
export function carryDifferences(
  known: readonly KnownDifference[],
  found: readonly FoundDifference[],
): CarriedDifferences {
  const open = new Map(known.filter(({ outcome }) => outcome === null).map((one) => [keyOf(one), one]));
  const settled = new Map(known.filter(({ outcome }) => outcome !== null).map((one) => [keyOf(one), one]));
  const seen = new Set(found.map(keyOf));
  const fresh: FoundDifference[] = [];
  const still: { id: string; found: FoundDifference }[] = [];
  for (const one of found) {
    const present = open.get(keyOf(one));
    if (present) still.push({ id: present.id, found: one });
    else if (!isExplained(settled.get(keyOf(one)), one)) fresh.push(one);
  }
  const gone = [...open.values()].filter((one) => !seen.has(keyOf(one))).map(({ id }) => id);
  return { fresh, still, gone };
}

const keyOf = ({ kind, key }: FoundDifference): string => `${kind} ${key}`;

function isExplained(earlier: KnownDifference | undefined, now: FoundDifference): boolean {
  if (earlier?.outcome !== 'wrong_there' && earlier?.outcome !== 'accepted') return false;
  return VALUES.every((value) => earlier[value] === now[value]);
}

const VALUES = [
  'branchHere',
  'branchThere',
  'peopleHere',
  'peopleThere',
  'minutesHere',
  'minutesThere',
] as const satisfies readonly (keyof FoundDifference)[];

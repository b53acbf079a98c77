import { readDate, readHours, partsIn, type CellRead } from './read-cell.js';

/** The weekly minutes of care from a day on. */
export interface DatedSize {
  readonly from: string;
  readonly weeklyMinutes: number;
}

/** Reads earlier sizes from one cell: `06/01/2025 = 7.5; 01/03/2025 = 9`. */
export function readSizes(text: string): CellRead<DatedSize[]> {
  const sizes: DatedSize[] = [];
  for (const part of partsIn(text)) {
    const [day = '', hours = '', ...rest] = part.split('=').map((one) => one.trim());
    const [from, size] = [readDate(day), readHours(hours)];
    if (rest.length > 0 || 'refused' in from || 'refused' in size)
      return { refused: 'Write each earlier size as a day and hours, such as 06/01/2025 = 7.5.' };
    if (size.value === 0) return { refused: 'An earlier size is above 0 hours.' };
    sizes.push({ from: from.value, weeklyMinutes: size.value });
  }
  const days = sizes.map(({ from }) => from);
  if (new Set(days).size < days.length) return { refused: 'Two earlier sizes have the same day.' };
  return { value: sizes.toSorted((a, b) => a.from.localeCompare(b.from)) };
}

export interface KnownSizes {
  readonly startedOn: string;
  readonly presentMinutes: number;
  /** The day since which the care has its present size. Null if not known. */
  readonly presentSince: string | null;
  readonly earlier: readonly DatedSize[];
}

export interface SizeHistory {
  /** The sizes in order of time. The first is valid from the start of the care. */
  readonly sizes: readonly DatedSize[];
  /** True if the size at the start is not known, so that the smallest known size stands for it. */
  readonly isAssumed: boolean;
}

/**
 * Makes the history of sizes of imported care (docs/rules.md §7.3). Growth is measured from this history.
 *
 * Where the size at the start is not known, the smallest known size holds from the start on, so that a limit of growth
 * never leaves more room than the care may have.
 */
export function sizeHistory({ startedOn, presentMinutes, presentSince, earlier }: KnownSizes): SizeHistory {
  const present = { from: presentSince ?? '', weeklyMinutes: presentMinutes };
  const known = [...earlier, ...(presentSince === null ? [] : [present])];
  const [first, ...later] = known;
  if (first && first.from <= startedOn)
    return { sizes: [{ ...first, from: startedOn }, ...later], isAssumed: false };
  const smallest = Math.min(presentMinutes, ...earlier.map(({ weeklyMinutes }) => weeklyMinutes));
  return { sizes: [{ from: startedOn, weeklyMinutes: smallest }, ...known], isAssumed: true };
}

/** Says what is wrong with the days of a history, or null. */
export function sizeFault(known: KnownSizes, today: string): string | null {
  const { startedOn, presentSince, earlier, presentMinutes } = known;
  if (earlier.some(({ from }) => from > today) || (presentSince !== null && presentSince > today))
    return 'A size begins after today.';
  if (earlier.filter(({ from }) => from < startedOn).length > 0)
    return 'An earlier size begins before the care.';
  const last = earlier.at(-1);
  if (last && presentSince === null && last.weeklyMinutes !== presentMinutes)
    return 'Say in “This size since” from which day the care has its present size.';
  if (last && presentSince !== null && presentSince <= last.from)
    return 'The present size begins after the earlier ones.';
  return null;
}

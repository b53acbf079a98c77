import { birthDatesAgree } from '#contracts/birth-dates';
import { LIKENESSES, type Likeness } from '#contracts/people';

/** What two records are compared by. The keys are the ones that the database computes. */
export interface RecordKeys {
  readonly nameKey: string;
  readonly referenceKey: string;
  readonly bornOn: string | null;
}

/**
 * Lists why two records of an authority may be of one person (docs/rules.md §1.1): their case numbers differ only in
 * letters, blanks or invisible characters; or the names are near and the dates of birth agree; or the names are the
 * same and one date of birth is not known. The user then decides.
 */
export function likenessesOf(one: RecordKeys, other: RecordKeys): Likeness[] {
  const isOneBirthUnknown = one.bornOn === null || other.bornOn === null;
  const checks: Record<Likeness, boolean> = {
    reference: one.referenceKey === other.referenceKey,
    name_and_birth: birthDatesAgree(one.bornOn, other.bornOn) && areNamesNear(one.nameKey, other.nameKey),
    name: isOneBirthUnknown && inOrder(one.nameKey).join(' ') === inOrder(other.nameKey).join(' '),
  };
  return LIKENESSES.filter((likeness) => checks[likeness]);
}

/**
 * True if two names can be spellings of one: all words of the shorter name have a near word in the longer one, in any
 * order. Two words are near if they differ in one letter, or in two if both have more than five letters.
 */
export function areNamesNear(one: string, other: string): boolean {
  const [ofOne, ofOther] = [inOrder(one), inOrder(other)];
  const [shorter, longer] = ofOne.length < ofOther.length ? [ofOne, ofOther] : [ofOther, ofOne];
  if (shorter.length === 0) return false;
  // One common word is not enough: `Ada` alone is not near to `Ada Example`, but `Maryann` is to `Mary Ann`.
  if (shorter.length === 1 && longer.length > 1)
    return areWordsNear(one.replaceAll(' ', ''), other.replaceAll(' ', ''));
  const left = [...longer];
  return shorter.every((word) => {
    const index = left.findIndex((candidate) => areWordsNear(word, candidate));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

const inOrder = (key: string): string[] => key.split(' ').filter(Boolean).toSorted();

function areWordsNear(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  const allowed = shorter > 5 ? 2 : shorter > 2 ? 1 : 0;
  return Math.abs(one.length - other.length) <= allowed && editDistance(one, other) <= allowed;
}

/** Counts the letters to change, add, leave out or swap with their neighbour to make one word of the other. */
function editDistance(one: string, other: string): number {
  let [beforePrevious, previous]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (isSame ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) least = Math.min(least, at(beforePrevious, j - 2) + 1);
      row.push(least);
    }
    [beforePrevious, previous] = [previous, row];
  }
  return at(previous, other.length);
}

const at = (row: readonly number[] | undefined, index: number): number => row?.[index] ?? Infinity;

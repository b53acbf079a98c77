import type { DifferenceKind } from '#contracts/cut-over';
import { referenceKey } from '../imports/read-cell.js';

/** The care of one person by one branch, in minutes a week. */
export interface CareLine {
  readonly caseNumber: string;
  readonly branchId: string;
  readonly weeklyMinutes: number;
}

/** The care of one branch in one lot. */
export interface TotalLine {
  readonly branchId: string;
  readonly lotCode: string;
  readonly people: number;
  readonly weeklyMinutes: number;
}

export interface ComparedTotal {
  readonly branchId: string;
  readonly lotCode: string;
  readonly peopleHere: number;
  readonly minutesHere: number;
  readonly peopleThere: number;
  readonly minutesThere: number;
}

/** A difference that a comparison found. The same difference has the same key on every day. */
export interface FoundDifference {
  readonly kind: DifferenceKind;
  readonly key: string;
  readonly caseNumber: string | null;
  readonly branchHere: string | null;
  readonly branchThere: string | null;
  readonly lotCode: string | null;
  readonly peopleHere: number | null;
  readonly peopleThere: number | null;
  readonly minutesHere: number | null;
  readonly minutesThere: number | null;
}

/** Pairs the sums of both systems, in the order of branch and lot. A sum that only one system has counts as 0 in the other. */
export function compareTotals(here: readonly TotalLine[], there: readonly TotalLine[]): ComparedTotal[] {
  const keyOf = ({ branchId, lotCode }: TotalLine): string => `${branchId} ${referenceKey(lotCode)}`;
  const ours = new Map(here.map((line) => [keyOf(line), line]));
  const theirs = new Map(there.map((line) => [keyOf(line), line]));
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((key) => {
    const [one, other] = [ours.get(key), theirs.get(key)];
    const line = one ?? other;
    if (!line) return [];
    return {
      branchId: line.branchId,
      lotCode: line.lotCode,
      peopleHere: one?.people ?? 0,
      minutesHere: one?.weeklyMinutes ?? 0,
      peopleThere: other?.people ?? 0,
      minutesThere: other?.weeklyMinutes ?? 0,
    };
  });
}

/** Selects the sums that disagree. */
export function totalDifferences(compared: readonly ComparedTotal[]): FoundDifference[] {
  return compared
    .filter((one) => one.peopleHere !== one.peopleThere || one.minutesHere !== one.minutesThere)
    .map(({ branchId, lotCode, ...counts }) => ({
      kind: 'total',
      key: `${branchId} ${referenceKey(lotCode)}`,
      caseNumber: null,
      branchHere: branchId,
      branchThere: branchId,
      lotCode,
      ...counts,
    }));
}

/**
 * Compares the care of each person in both systems (docs/rules.md §7.5). Case numbers are equal as in imports: capital
 * letters, blanks and dashes do not count. Care of a person by another branch is one difference, not two.
 */
export function comparePeople(here: readonly CareLine[], there: readonly CareLine[]): FoundDifference[] {
  const ours = byPerson(here);
  const theirs = byPerson(there);
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .sort()
    .flatMap((key) => differencesOf(key, ours.get(key), theirs.get(key)));
}

interface Person {
  readonly caseNumber: string;
  /** The minutes a week by branch. */
  readonly branches: Map<string, number>;
}

function byPerson(lines: readonly CareLine[]): Map<string, Person> {
  const people = new Map<string, Person>();
  for (const { caseNumber, branchId, weeklyMinutes } of lines) {
    const key = referenceKey(caseNumber);
    const person = people.get(key) ?? { caseNumber, branches: new Map<string, number>() };
    person.branches.set(branchId, (person.branches.get(branchId) ?? 0) + weeklyMinutes);
    people.set(key, person);
  }
  return people;
}

function differencesOf(
  key: string,
  here: Person | undefined,
  there: Person | undefined,
): readonly FoundDifference[] {
  const ours = here?.branches ?? new Map<string, number>();
  const theirs = there?.branches ?? new Map<string, number>();
  const caseNumber = here?.caseNumber ?? there?.caseNumber ?? key;
  const difference = (
    kind: DifferenceKind,
    branchHere: string | null,
    branchThere: string | null,
  ): FoundDifference => ({
    kind,
    key: `${key} ${branchHere ?? branchThere ?? ''}`,
    caseNumber,
    branchHere,
    branchThere,
    lotCode: null,
    peopleHere: null,
    peopleThere: null,
    minutesHere: branchHere === null ? null : (ours.get(branchHere) ?? null),
    minutesThere: branchThere === null ? null : (theirs.get(branchThere) ?? null),
  });
  const both = [...ours.keys()].filter((branch) => theirs.has(branch)).sort();
  const onlyHere = [...ours.keys()].filter((branch) => !theirs.has(branch)).sort();
  const onlyThere = [...theirs.keys()].filter((branch) => !ours.has(branch)).sort();
  const pairs = Math.min(onlyHere.length, onlyThere.length);
  return [
    ...both
      .filter((branch) => ours.get(branch) !== theirs.get(branch))
      .map((branch) => difference('other_hours', branch, branch)),
    ...onlyHere
      .slice(0, pairs)
      .map((branch, place) => difference('other_branch', branch, onlyThere[place] ?? null)),
    ...onlyHere.slice(pairs).map((branch) => difference('only_here', branch, null)),
    ...onlyThere.slice(pairs).map((branch) => difference('only_there', null, branch)),
  ];
}

import type { ImportKind, RowRemark } from '#contracts/imports';
import { type Cells } from './open-row.js';
import { referenceKey } from './read-cell.js';
import { type PersonRow } from './read-person-row.js';
import { likenessesOf, type RecordKeys } from '../people/same-person.js';

/** The reference of a row, in the form in which two references of one record are equal. Null if the row has none. */
export function keyOfRow(kind: ImportKind, cells: Cells): string | null {
  const { reference, code, id, branchId, lot, email } = cells;
  const text =
    kind === 'capacity'
      ? branchId && lot
        ? `${branchId} ${lot}`
        : ''
      : (reference ?? code ?? id ?? branchId ?? email ?? '');
  const key = referenceKey(text);
  return key === '' ? null : key;
}

/**
 * Finds rows of one file that name the same record. The first row stands; each later row gets the number of the first.
 */
export function repeatedRows(
  kind: ImportKind,
  rows: readonly { readonly number: number; readonly cells: Cells }[],
): ReadonlyMap<number, RowRemark> {
  const firsts = new Map<string, number>();
  const repeats = new Map<number, RowRemark>();
  for (const { number, cells } of rows) {
    const key = keyOfRow(kind, cells);
    if (key === null) continue;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, number);
    else
      repeats.set(number, {
        column: null,
        sentence: `Row ${first} has the same reference. Capital letters, blanks and dashes do not make a difference.`,
      });
  }
  return repeats;
}

/** A row of people in the form in which rows are compared. */
export interface ComparedPerson {
  readonly number: number;
  readonly person: PersonRow;
}

/**
 * Returns a function that compares rows of one file, one after the other, with the rows before (docs/rules.md §1.1). A
 * row may be of the same person as an earlier row if both have the same NHS number, or if their names are near and their
 * dates of birth agree. The function returns a remark with the number of the earlier row, unless one of the two says that
 * they are different people.
 */
export function personComparer(): (row: ComparedPerson) => RowRemark[] {
  const byNhsNumber = new Map<string, number>();
  const lists: Lists = { byName: new Map(), byBirth: new Map(), byExactBirth: new Map() };
  let compares = 0;
  return ({ number, person }) => {
    const remarks: RowRemark[] = [];
    const digits = person.nhsNumber?.replaceAll(/\D/g, '');
    const sameNumber = digits ? byNhsNumber.get(digits) : undefined;
    if (sameNumber !== undefined)
      remarks.push({ column: 'NHS number', sentence: `Row ${sameNumber} has the same NHS number.` });
    else if (digits) byNhsNumber.set(digits, number);
    const compared = comparedOf(number, person);
    let near: Compared | undefined;
    for (const other of candidates(compared, lists)) {
      if (near || compares++ >= MOST_COMPARES) break;
      if (likenessesOf(compared.keys, other.keys).length > 0 && !areToldApart(compared, other)) near = other;
    }
    if (near)
      remarks.push({
        column: null,
        sentence: `Row ${near.number} may be the same person. If not, enter that case number in “Not the same person as”.`,
      });
    for (const birth of prefixesOf(person.bornOn)) listAt(lists.byBirth, birth).push(compared);
    if (person.bornOn !== null) listAt(lists.byExactBirth, person.bornOn).push(compared);
    listAt(lists.byName, compared.words).push(compared);
    return remarks;
  };
}

/** The rows before, by what a later row can share with them. */
interface Lists {
  readonly byName: Map<string, Compared[]>;
  /** By a date of birth, and by its month and its year. */
  readonly byBirth: Map<string, Compared[]>;
  /** By exactly what is known of the date of birth. */
  readonly byExactBirth: Map<string, Compared[]>;
}

/** A file of one birth date would otherwise take minutes. Rows beyond are compared when they are written. */
const MOST_COMPARES = 200_000;

function listAt<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

interface Compared {
  readonly number: number;
  readonly keys: RecordKeys;
  /** The words of the name in order, so that a name is found with its words in another order. */
  readonly words: string;
  readonly reference: string;
  readonly notSameAs: readonly string[];
}

function comparedOf(number: number, person: PersonRow): Compared {
  const nameKey = nameKeyOf(person.givenName, person.familyName);
  return {
    number,
    // References that are equal are found by `repeatedRows`.
    keys: { nameKey, referenceKey: `row ${number}`, bornOn: person.bornOn },
    words: nameKey.split(' ').toSorted().join(' '),
    reference: referenceKey(person.reference),
    notSameAs: person.notSameAs.map(referenceKey),
  };
}

/** A name as the database compares names: small letters, without accents and marks. */
export function nameKeyOf(givenName: string, familyName: string): string {
  return `${givenName} ${familyName}`
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036F'’‘`\u00AD\u200B-\u200F\u2060\uFEFF]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `1938`, `1938-03` and `1938-03-14` of `1938-03-14`. */
const prefixesOf = (bornOn: string | null): string[] =>
  bornOn === null
    ? []
    : [4, 7, 10].filter((length) => length <= bornOn.length).map((length) => bornOn.slice(0, length));

function* candidates(
  { keys: { bornOn }, words }: Compared,
  { byName, byBirth, byExactBirth }: Lists,
): Generator<Compared> {
  yield* byName.get(words) ?? [];
  if (bornOn === null) return;
  yield* byBirth.get(bornOn) ?? [];
  // Rows of which only the month or the year of birth is known.
  for (const part of prefixesOf(bornOn).slice(0, -1)) yield* byExactBirth.get(part) ?? [];
}

const areToldApart = (one: Compared, other: Compared): boolean =>
  one.notSameAs.includes(other.reference) || other.notSameAs.includes(one.reference);

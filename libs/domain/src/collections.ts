/** Rows by a key, each group in the order in which its rows came. */
export function groupedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** A row by its key; the last where several have the same. */
export function keyedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

export function sumOf<T>(rows: readonly T[], amount: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + amount(row), 0);
}

/** Negative when `a` comes first, positive when `b` does, 0 when this order does not tell them apart. */
export type Ordering<T> = (a: T, b: T) => number;

/** The first ordering that tells two things apart decides. */
export function inOrderOf<T>(...orderings: readonly Ordering<T>[]): Ordering<T> {
  return (a, b) => orderings.reduce((order, compare) => order || compare(a, b), 0);
}

/** By code unit and never by locale, so that every machine orders ids alike. */
export function byCodeUnits(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

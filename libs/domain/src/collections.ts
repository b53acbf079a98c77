/** Groups rows by a key. Within a group, rows keep their order. */
export function groupedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** Maps each key to its row. If several rows share a key, the last row is used. */
export function keyedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

export function sumOf<T>(rows: readonly T[], amount: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + amount(row), 0);
}

/** Compares two items. Negative if `a` comes first, positive if `b` comes first, 0 if they are equal. */
export type Ordering<T> = (a: T, b: T) => number;

/** Combines several orderings. If the first finds two items equal, the second decides, and so on. */
export function inOrderOf<T>(...orderings: readonly Ordering<T>[]): Ordering<T> {
  return (a, b) => orderings.reduce((order, compare) => order || compare(a, b), 0);
}

/**
 * Compares two texts by their character codes. Every machine orders ids equally, because the order does not
 * depend on a language setting.
 */
export function byCodeUnits(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

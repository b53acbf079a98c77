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

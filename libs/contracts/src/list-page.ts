/**
 * One page of a list. To read the next page, send the value of `next` as the query parameter `after`. On the
 * last page, `next` is null.
 */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface PageRequest {
  readonly after?: string;
  /** The largest number of items on one page of the list: 1 to 200. The default is 50. */
  readonly limit?: number;
}

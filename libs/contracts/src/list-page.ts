/**
 * One page of a list. For the next page, send `next` as the query parameter `after`. `next` is null on the
 * last page.
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

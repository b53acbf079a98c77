/** One page of a list. Send `next` back as `?after=`; it is null on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface PageRequest {
  readonly after?: string;
  /** The largest number of items on the page: 1 to 200, by default 50. */
  readonly limit?: number;
}

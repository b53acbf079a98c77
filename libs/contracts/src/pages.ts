/** One page of a list. `next` goes back as `?after=`; null on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface PageRequest {
  readonly after?: string;
  /** 1 to 200; 50 when absent. */
  readonly limit?: number;
}

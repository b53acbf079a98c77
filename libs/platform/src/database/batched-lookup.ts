/**
 * Combines lookups that are requested at the same time into one query. The query is sent after all these
 * requests, so that no lookup gets an outdated result.
 */
export class BatchedLookup<Found> {
  private next:
    { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, Found>> } | undefined;

  constructor(private readonly load: (keys: readonly string[]) => Promise<ReadonlyMap<string, Found>>) {}

  /** Returns the value that the query found for a key, or undefined if the query found none. */
  async find(key: string): Promise<Found | undefined> {
    this.next ??= this.begin();
    const { keys, found } = this.next;
    keys.add(key);
    return (await found).get(key);
  }

  /**
   * Starts a new batch of lookups. The query waits for the next turn of the event loop, so that further
   * lookups can be added to the batch.
   */
  private begin(): NonNullable<typeof this.next> {
    const keys = new Set<string>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.next = undefined;
      return this.load([...keys]);
    });
    return { keys, found };
  }
}
